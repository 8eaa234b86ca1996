import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { attachmentKinds } from '../../domain/codes/attachment-kinds.js';
import { codesOf } from '../../domain/codes/code.js';
import { hasRole, type Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { randomId } from '../../platform/keys/random.js';
import { CaseAccess } from '../cases/case-access.js';
import { AttachmentNotes } from './attachment-notes.js';
import type { AttachmentShown } from './attachments.dto.js';
import { AttachmentsRepository, type AttachmentRow } from './attachments.repository.js';
import { acceptedWords, extensionOf, mediaTypeName, mediaTypeOf } from './media-type.js';

export interface UploadedFile {
  name: string;
  kind: string;
  content: Buffer;
}

/** Bytes of one file; what a scanner gives for some dozens of pages, and some minutes of a recorder. */
export const largestAttachment = 10 * 1_048_576;
/** Of one case, voided ones included. */
const mostAttachments = 200;
const mostBytes = 300 * 1_048_576;
/** Bytes sealed in one row, so that no single value is larger than a database likes. */
const partBytes = 524_288;

/** Material of a case: added, handed out, declared void; never changed and never deleted (domain.md H1). */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsRepository,
    private readonly access: CaseAccess,
    private readonly keys: KeyRing,
    private readonly notes: AttachmentNotes,
  ) {}

  async list(caseId: string, actor: Actor): Promise<AttachmentShown[]> {
    await this.keyOf(actor, caseId);
    return (await this.attachments.ofCase(actor, caseId)).map((row) => this.shown(row));
  }

  /** @throws Failure not-found, attachment-kind-unknown, attachment-type-refused, attachment-empty, attachment-quota */
  async add(caseId: string, file: UploadedFile, actor: Actor): Promise<AttachmentShown> {
    const key = await this.keyOf(actor, caseId);
    if (!codesOf(attachmentKinds).includes(file.kind))
      throw new Failure('invalid', 'attachment-kind-unknown', `材料类别应为：${codesOf(attachmentKinds).join('、')}。`);
    if (file.content.length === 0) throw new Failure('invalid', 'attachment-empty', '文件是空的，没有上传。');
    const mediaType = await mediaTypeOf(file.content);
    if (!mediaType)
      throw new Failure(
        'unprocessable',
        'attachment-type-refused',
        `不能收这种文件。可以上传 ${acceptedWords}，以文件内容为准。`,
      );
    const id = randomId();
    const row = {
      id,
      caseId,
      kind: file.kind,
      name: this.keys.seal(key, file.name, `attachment/${id}/name`),
      mediaType,
      bytes: file.content.length,
      sha256: createHash('sha256').update(file.content).digest('hex'),
      addedAt: this.notes.now(),
      addedById: actor.userId,
    };
    // Before the transaction: the writer does not wait for the cipher.
    const parts = partsOf(file.content).map((part, no) => this.keys.sealBytes(key, part, `attachment/${id}/${no}`));
    await this.database.write(async (transaction) => {
      await this.notes.write(transaction, caseId, actor, {
        type: 'ATTACHMENT_ADDED',
        meta: { attachmentId: id, kind: row.kind, mediaType, bytes: row.bytes, sha256: row.sha256 },
      });
      const held = await this.attachments.held(transaction, caseId);
      if (held.count >= mostAttachments || held.bytes + row.bytes > mostBytes)
        throw new Failure(
          'unprocessable',
          'attachment-quota',
          `一件信访事项最多存 ${mostAttachments} 份、共 ${mostBytes / 1_048_576} MB 材料。请合并扫描件，或者把录音录像另行保管并在材料中注明存放处。`,
        );
      await this.attachments.insert(transaction, row, parts);
    });
    return this.shown((await this.attachments.find(actor, id))!);
  }

  /** The content, and the name under which it was added; leaves a row in the log of views. @throws Failure not-found */
  async content(id: string, actor: Actor): Promise<{ name: string; mediaType: string; content: Buffer }> {
    const row = await this.visible(id, actor);
    const key = this.keys.unwrap(row.wrappedKey);
    const parts = await this.attachments.parts(id);
    const content = Buffer.concat(
      parts.map((sealed, no) => this.keys.openBytes(key, sealed, `attachment/${id}/${no}`)),
    );
    await this.access.record(actor, row.caseId, 'download', id);
    return { name: downloadName(this.nameOf(row), row.mediaType), mediaType: row.mediaType, content };
  }

  /** Only who added it, or a head of the office. @throws Failure not-found, attachment-not-own, attachment-already-void */
  async declareVoid(id: string, reason: string, actor: Actor): Promise<AttachmentShown> {
    const row = await this.visible(id, actor);
    if (row.addedById !== actor.userId && !hasRole(actor, 'R2', 'R5', 'R7'))
      throw new Failure('forbidden', 'attachment-not-own', '只有上传人或科室、单位负责人可以作废材料。');
    await this.database.write(async (transaction) => {
      await this.notes.write(transaction, row.caseId, actor, {
        type: 'ATTACHMENT_VOIDED',
        meta: { attachmentId: id, sha256: row.sha256 },
        payload: { reason },
      });
      if (!(await this.attachments.markVoid(transaction, id, actor.userId, this.notes.now(), reason)))
        throw new Failure('conflict', 'attachment-already-void', '该材料已经作废，无需再次作废。');
    });
    return this.shown(await this.visible(id, actor));
  }

  private async keyOf(actor: Actor, caseId: string): Promise<Buffer> {
    const found = await this.attachments.caseKey(actor, caseId);
    if (!found) throw notFound('该信访事项');
    return this.keys.unwrap(found.wrappedKey);
  }

  private async visible(id: string, actor: Actor): Promise<AttachmentRow> {
    const row = await this.attachments.find(actor, id);
    if (!row) throw notFound('该材料');
    return row;
  }

  private nameOf(row: AttachmentRow): string {
    return this.keys.open(this.keys.unwrap(row.wrappedKey), row.name, `attachment/${row.id}/name`);
  }

  private shown(row: AttachmentRow): AttachmentShown {
    const { id, kind, mediaType, bytes, sha256, addedAt } = row;
    return {
      id,
      kind,
      name: this.nameOf(row),
      mediaType,
      typeName: mediaTypeName(mediaType),
      bytes: Number(bytes),
      sha256,
      addedBy: { username: row.addedByUsername, displayName: row.addedByName },
      addedAt,
      ...(row.voidedAt === null
        ? {}
        : {
            voided: {
              by: { username: row.voidedByUsername ?? '', displayName: row.voidedByName ?? '系统' },
              at: row.voidedAt,
              reason: row.voidReason ?? '',
            },
          }),
    };
  }
}

function partsOf(content: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let from = 0; from < content.length; from += partBytes) parts.push(content.subarray(from, from + partBytes));
  return parts;
}

/** The name with the ending its content has: `照片.exe` that is a picture is handed out as `照片.exe.jpg`. */
function downloadName(name: string, mediaType: string): string {
  const extension = extensionOf(mediaType);
  return name.toLowerCase().endsWith(`.${extension}`) || (extension === 'jpg' && /\.jpe?g$/i.test(name))
    ? name
    : `${name}.${extension}`;
}
