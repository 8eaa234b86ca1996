import type { FastifyRequest } from 'fastify';
import { Failure } from '../../platform/failure.js';
import { multipartParts } from '../../platform/http/multipart-parts.js';
import type { ResourceFile } from '../../workflow/definitions/deployer.js';
import { checkTenant } from './tenant.js';

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
  for (const { field, filename, bytes } of await multipartParts(request)) {
    if (filename === undefined) {
      readField(field, bytes.toString('utf8'));
      continue;
    }
    if (field !== 'resources')
      throw invalid('multipart-malformed', `不认识的文件字段“${field}”，文件应放在 resources 下。`);
    files.push({ name: readName(filename), content: readText(bytes, filename) });
  }
  return files;
}

function readField(name: string, value: string): void {
  if (name !== 'tenantId') throw invalid('multipart-malformed', `不认识的字段“${name}”。`);
  checkTenant(value);
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

const invalid = (code: string, message: string): Failure => new Failure('invalid', code, message);
