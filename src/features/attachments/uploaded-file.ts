import type { FastifyRequest } from 'fastify';
import { Failure } from '../../platform/failure.js';
import { multipartParts, type MultipartLimits } from '../../platform/http/multipart-parts.js';
import { largestAttachment, type UploadedFile } from './attachments.service.js';

export const attachmentLimits: MultipartLimits = {
  mostFiles: 1,
  largestFile: largestAttachment,
  largestTotal: largestAttachment,
};

/** No folder, no control character, no direction mark that would show another ending than there is. */
const fileName = /^[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]{1,150}$/u;

/**
 * Reads a multipart body with one `file` and its `kind`.
 * @throws Failure multipart-expected, multipart-malformed, resource-too-large, attachment-missing, attachment-name-wrong
 */
export async function readUploadedFile(request: FastifyRequest): Promise<UploadedFile> {
  if (!request.isMultipart()) throw invalid('multipart-expected', '材料应以 multipart/form-data 上传。');
  const parts = await multipartParts(request);
  const unknown = parts.find(({ field, filename }) => field !== (filename === undefined ? 'kind' : 'file'));
  if (unknown) throw invalid('multipart-malformed', `不认识的字段“${unknown.field.slice(0, 40)}”。`);
  const file = parts.find(({ filename }) => filename !== undefined);
  const kind = parts.find(({ field }) => field === 'kind')?.bytes.toString('utf8') ?? '';
  if (!file) throw invalid('attachment-missing', '没有收到要上传的文件。');
  const name = file.filename!.normalize('NFC');
  if (!fileName.test(name))
    throw invalid('attachment-name-wrong', '文件名为空、过长或含有不允许的字符，请改名后上传。');
  return { name, kind, content: file.bytes };
}

const invalid = (code: string, message: string): Failure => new Failure('invalid', code, message);
