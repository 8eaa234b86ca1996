import type { FastifyRequest } from 'fastify';
import { Failure } from '../../platform/failure.js';
import type { ResourceFile } from '../../workflow/definitions/deployer.js';
import { checkTenant } from './tenant.js';

const mostFiles = 50;
/** Bytes of one file (security.md: a diagram is at most 1 MB), and of all in one deployment. */
const largestFile = 1_048_576;
const largestTotal = 10_485_760;

/** No folder, no control character: the name becomes the resource's name. */
const fileName = /^[^/\\\p{Cc}]{1,200}$/u;

/**
 * Reads the multipart body of a deployment: files under `resources`, and at most `tenantId` beside them.
 * @throws Failure multipart-expected, multipart-malformed, resource-too-large, resource-name-wrong, resource-not-text,
 *   resource-missing, resource-repeated, unknown-tenant
 */
export async function readResourceFiles(request: FastifyRequest): Promise<ResourceFile[]> {
  if (!request.isMultipart()) throw invalid('multipart-expected', '部署应以 multipart/form-data 提交文件。');
  const files = await readParts(request);
  if (files.length === 0) throw invalid('resource-missing', '没有收到要部署的文件(resources)。');
  const names = files.map((file) => file.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw invalid('resource-repeated', `文件“${repeated}”提交了两次。`);
  return files;
}

async function readParts(request: FastifyRequest): Promise<ResourceFile[]> {
  const files: ResourceFile[] = [];
  let total = 0;
  try {
    for await (const part of request.parts({
      limits: { files: mostFiles, fileSize: largestFile, fields: 5, fieldSize: 1_000 },
    })) {
      if (part.type === 'field') {
        readField(part.fieldname, part.value);
        continue;
      }
      if (part.fieldname !== 'resources')
        throw invalid('multipart-malformed', `不认识的文件字段“${part.fieldname}”，文件应放在 resources 下。`);
      const bytes = await part.toBuffer();
      total += bytes.length;
      if (total > largestTotal) throw tooLarge();
      files.push({ name: readName(part.filename), content: readText(bytes, part.filename) });
    }
  } catch (reason) {
    throw asFailure(reason);
  }
  return files;
}

function readField(name: string, value: unknown): void {
  if (name !== 'tenantId') throw invalid('multipart-malformed', `不认识的字段“${name}”。`);
  checkTenant(String(value));
}

function readName(name: string): string {
  if (!fileName.test(name)) throw invalid('resource-name-wrong', '文件名为空、过长或含有不允许的字符。');
  return name;
}

function readText(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('resource-not-text', `文件“${name}”不是 UTF-8 文本。`);
  }
}

/** Whatever goes wrong while a body is read is the body's fault; the parser's own words are not shown. */
function asFailure(reason: unknown): Failure {
  if (reason instanceof Failure) return reason;
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_FILES_LIMIT') return tooLarge();
  return invalid('multipart-malformed', '提交的内容不是完整的 multipart/form-data，无法读取。');
}

const tooLarge = (): Failure =>
  invalid('resource-too-large', '文件过大或过多：单个文件不超过 1 MB，每次不超过 50 个、共 10 MB。');
const invalid = (code: string, message: string): Failure => new Failure('invalid', code, message);
