/** Problems of one file, collected; and its expressions, checked within a bound. */
import type { ModdleElement } from '../../../lint/moddle.js';
import { nearestId } from '../../../lint/walk.js';
import type { FeelDialect } from '../../../lint/feel/check-feel.js';
import { check } from '../feel/feel.js';
import type { Problem } from '../ports.js';
import { problem } from './problem.js';

/** Different expressions of a file that are not constants, and their characters: parsing them takes up to 0.5 s (measured). */
export const MOST_EXPRESSIONS = 4_000;
export const MOST_CHARACTERS = 80_000;

export class Findings {
  private readonly checked = new Map<string, string[]>();
  private characters = 0;
  private isOverLimit = false;

  constructor(readonly problems: Problem[]) {}

  /** @param at an element, or the id of one; an element without id is named by the nearest one around it. */
  add(at: ModdleElement | string, rule: string, message: string): void {
    this.problems.push(problem(typeof at === 'string' ? at : nearestId(at), rule, message));
  }

  /** @param place how the expression is named in the message, such as `第 3 条规则的输出“金额”` */
  checkExpression(at: ModdleElement, place: string, text: string): void {
    this.check(at, place, text, 'expression');
  }

  checkTests(at: ModdleElement, place: string, text: string): void {
    this.check(at, place, text, 'unaryTests');
  }

  private check(at: ModdleElement, place: string, text: string, dialect: FeelDialect): void {
    for (const message of this.messagesOf(text, dialect)) this.add(at, 'feel', `${place}：${message}`);
  }

  /** Of equal texts only one is parsed. */
  private messagesOf(text: string, dialect: FeelDialect): string[] {
    const key = `${dialect} ${text}`;
    const known = this.checked.get(key);
    if (known) return known;
    this.characters += text.length;
    if (this.checked.size >= MOST_EXPRESSIONS || this.characters > MOST_CHARACTERS) this.refuse();
    if (this.isOverLimit) return [];
    const messages = check(text, dialect).map(({ message }) => message);
    this.checked.set(key, messages);
    return messages;
  }

  private refuse(): void {
    if (this.isOverLimit) return;
    this.isOverLimit = true;
    this.add(
      '',
      'file-expressions',
      `文件中不是常量的表达式超过 ${MOST_EXPRESSIONS} 个或 ${MOST_CHARACTERS} 个字符，请拆分`,
    );
  }
}
