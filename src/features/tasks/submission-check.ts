import { Inject, Injectable } from '@nestjs/common';
import { evaluate } from '../../engine/feel/feel.js';
import type { Json, Variables, WorkCalendar } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlReader } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { validateSubmission } from '../../workflow/forms/index.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { visibleVariables } from '../../workflow/runner/visible-variables.js';
import type { TaskRow } from './tasks.repository.js';

/** For one expression of a form; the shipped rules take a few milliseconds, on a machine with twenty runnable processes up to 200. */
const feelMillis = 1_000;

/** Checks what was filled in against the form version that the task was opened with. */
@Injectable()
export class SubmissionCheck {
  constructor(
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /**
   * Gives the variables the task hands to the diagram. A task without a form takes any.
   * @throws Failure form-invalid naming each field.
   */
  async check(reader: SqlReader, task: TaskRow, submitted: Variables): Promise<Variables> {
    if (!task.formKey) return submitted;
    const schema = await this.schema(reader, task.formKey);
    const context = await this.known(reader, task);
    const { problems, values } = validateSubmission(schema, submitted, {
      initial: context,
      evaluate: (expression, data) => this.evaluate(expression, data),
    });
    if (problems.length > 0) {
      throw new Failure(
        'unprocessable',
        'form-invalid',
        `表单有 ${problems.length} 处需要修改：${problems[0]!.message}`,
        problems,
      );
    }
    return values;
  }

  async schema(reader: SqlReader, formKey: string): Promise<unknown> {
    const row = await reader.get<{ content: string }>(
      `SELECT r.content FROM form f JOIN resource r ON r.resource_key = f.resource_key WHERE f.form_key = ?`,
      [formKey],
    );
    return row ? (JSON.parse(row.content) as unknown) : null;
  }

  /** Values the form starts from: the task's own variables and those of the scopes around it. */
  known(reader: SqlReader, task: TaskRow): Promise<Variables> {
    return visibleVariables(reader, task.instanceKey, task.taskKey);
  }

  private evaluate(expression: string, data: Variables): Json {
    return evaluate(expression, data, {
      now: this.clock.instant(),
      calendar: this.calendar,
      clocks: {},
      limits: { feelMillis },
    });
  }
}
