import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { assertDraft } from './diagram-text.js';
import { changedSince } from '../../platform/http/if-match.js';
import type { DraftView, SaveDraftRequest } from './processes.dto.js';
import { ProcessesRepository, type DraftRow } from './processes.repository.js';

/** One draft a diagram, shared by the process owners; nobody overwrites what another saved meanwhile. */
@Injectable()
export class ProcessDraftsService {
  constructor(
    private readonly database: Database,
    private readonly processes: ProcessesRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure not-found */
  async get(resourceName: string): Promise<DraftView> {
    const draft = await this.processes.draft(resourceName);
    if (!draft) throw notFound('该流程图的草稿');
    return shown(draft);
  }

  /**
   * Saves the drawing. Without a revision it must be the first draft; with one, that revision must still be the newest.
   * @throws Failure draft-unreadable, diagram-too-large, stale-draft; version-changed when `seen` is not its revision
   */
  async save(resourceName: string, request: SaveDraftRequest, actor: Actor, seen?: number): Promise<DraftView> {
    await assertDraft(request.xml);
    return this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'process-draft', key: resourceName });
      const before = await this.processes.draft(resourceName, transaction);
      expectRevision(before, seen);
      if (before?.revision !== (request.revision ?? undefined)) throw stale(before);
      const draft = {
        resourceName,
        xml: request.xml,
        baseVersion: request.baseVersion,
        savedAt: this.clock.instant(),
        savedById: actor.userId,
      };
      if (!before) await this.processes.insertDraft(transaction, draft);
      else if (!(await this.processes.updateDraft(transaction, { ...draft, revision: before.revision }))) throw stale(before);
      return shown((await this.processes.draft(resourceName, transaction))!);
    });
  }

  /** @throws Failure not-found, version-changed */
  async discard(resourceName: string, seen?: number): Promise<void> {
    await this.database.write(async (transaction) => {
      const draft = await this.processes.draft(resourceName, transaction);
      if (!draft) throw notFound('该流程图的草稿');
      expectRevision(draft, seen);
      await this.processes.deleteDraft(transaction, resourceName);
    });
  }
}

function expectRevision(draft: DraftRow | undefined, seen: number | undefined): void {
  if (seen === undefined || seen === (draft?.revision ?? 0)) return;
  throw changedSince(
    '这份草稿',
    draft && { by: draft.savedBy ?? '其他人员', at: draft.savedAt },
    '请先导出自己的修改，再打开最新内容合并。',
  );
}

function stale(draft: DraftRow | undefined): Failure {
  const what = draft
    ? `${draft.savedBy ?? '其他人员'}已在您打开之后保存了这份草稿`
    : '这份草稿在您打开之后已被发布或放弃';
  return new Failure('conflict', 'stale-draft', `${what}，您的修改没有保存。请先导出自己的修改，再打开最新内容合并。`);
}

function shown({ savedById: _id, savedBy, ...draft }: DraftRow): DraftView {
  return { ...draft, savedBy: savedBy ?? '系统' };
}
