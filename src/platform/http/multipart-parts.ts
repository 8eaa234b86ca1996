import type { FastifyRequest } from 'fastify';
import { Failure } from '../failure.js';

export interface MultipartPart {
  field: string;
  /** Only of files; as the client wrote it. */
  filename?: string;
  bytes: Buffer;
}

const mostFiles = 50;
/** Bytes of one file (security.md: a diagram is at most 1 MB), and of all in one request. */
const largestFile = 1_048_576;
const largestTotal = 10_485_760;

/** A body is a stream and can be read once: whoever asks second gets what the first one read. */
const read = new WeakMap<FastifyRequest, Promise<MultipartPart[]>>();

/**
 * All parts of a multipart body, in memory.
 * @throws Failure multipart-malformed, resource-too-large
 */
export function multipartParts(request: FastifyRequest): Promise<MultipartPart[]> {
  const parts = read.get(request) ?? readParts(request);
  read.set(request, parts);
  return parts;
}

async function readParts(request: FastifyRequest): Promise<MultipartPart[]> {
  const parts: MultipartPart[] = [];
  let total = 0;
  try {
    for await (const part of request.parts({
      limits: { files: mostFiles, fileSize: largestFile, fields: 5, fieldSize: 1_000 },
    })) {
      if (part.type === 'field') {
        parts.push({ field: part.fieldname, bytes: Buffer.from(String(part.value)) });
        continue;
      }
      const bytes = await part.toBuffer();
      total += bytes.length;
      if (total > largestTotal) throw tooLarge();
      parts.push({ field: part.fieldname, filename: part.filename, bytes });
    }
  } catch (reason) {
    throw asFailure(reason);
  }
  return parts;
}

/** Whatever goes wrong while a body is read is the body's fault; the parser's own words are not shown. */
function asFailure(reason: unknown): Failure {
  if (reason instanceof Failure) return reason;
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_FILES_LIMIT') return tooLarge();
  return new Failure('invalid', 'multipart-malformed', '提交的内容不是完整的 multipart/form-data，无法读取。');
}

const tooLarge = (): Failure =>
  new Failure('invalid', 'resource-too-large', '文件过大或过多：单个文件不超过 1 MB，每次不超过 50 个、共 10 MB。');
