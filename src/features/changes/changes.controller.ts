import { Controller, Sse, type OnModuleDestroy } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { fromEvent, Subject, takeUntil, type Observable } from 'rxjs';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { Draining } from '../../platform/shutdown/draining.js';
import { Changes } from '../../workflow/changes.js';
import { RemindersService } from '../cases/reminders.service.js';
import { ChangeScope } from './change-scope.js';
import { eventStream, type StreamEvent } from './event-stream.js';

/** Tells browsers that something can be read anew (server-sent events). */
@ApiTags('events')
@Controller('api/events')
export class ChangesController implements OnModuleDestroy {
  private readonly closing = new Subject<void>();

  constructor(
    private readonly changes: Changes,
    private readonly scope: ChangeScope,
    private readonly reminders: RemindersService,
    draining: Draining,
  ) {
    fromEvent(draining.signal, 'abort').subscribe(() => this.end());
  }

  @Sse()
  @Allow('signed-in')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    type: String,
    description: '`event: change` {topic, key?, caseId?, instanceKey?};`event: reminder` {text, caseId}',
  })
  events(@CurrentActor() actor: Actor): Observable<StreamEvent> {
    const audience = {
      within: (changes: Parameters<ChangeScope['within']>[0]) => this.scope.within(changes, actor),
      reminder: (id: string) => this.reminders.one(actor, id),
    };
    return eventStream(this.changes.stream, audience).pipe(takeUntil(this.closing));
  }

  /** Open streams would hold back the end of the server. */
  onModuleDestroy(): void {
    this.end();
  }

  private end(): void {
    this.closing.next();
    this.closing.complete();
  }
}
