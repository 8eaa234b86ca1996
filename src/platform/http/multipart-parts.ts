import type { FastifyRequest } from 'fastify';
import { Failure } from '../failure.js';

export interface MultipartPart {
  field: string;
  /** Only of files; as the client wrote it. */
  filename?: string;
  bytes: Buffer;
}

/** What a route takes; `@RouteConfig({ multipart })` sets another than the default. */
export interface MultipartLimits {
  mostFiles: number;
  /** Bytes. */
  largestFile: number;
  /** Bytes of all files together. */
  largestTotal: number;
}

const megabyte = 1_048_576;
/** For deployments: a diagram is at most 1 MB (security.md). */
const defaultLimits: MultipartLimits = { mostFiles: 50, largestFile: megabyte, largestTotal: 10 * megabyte };

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
  const limits = limitsOf(request);
  const { mostFiles, largestFile, largestTotal } = limits;
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
      if (total > largestTotal) throw tooLarge(limits);
      parts.push({ field: part.fieldname, filename: part.filename, bytes });
    }
  } catch (reason) {
    throw asFailure(reason, limits);
  }
  return parts;
}

/** Whatever goes wrong while a body is read is the body's fault; the parser's own words are not shown. */
function asFailure(reason: unknown, limits: MultipartLimits): Failure {
  if (reason instanceof Failure) return reason;
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_FILES_LIMIT') return tooLarge(limits);
  return new Failure('invalid', 'multipart-malformed', '提交的内容不是完整的 multipart/form-data，无法读取。');
}

function limitsOf(request: FastifyRequest): MultipartLimits {
  const config = request.routeOptions.config as { multipart?: MultipartLimits };
  return config.multipart ?? defaultLimits;
}

const tooLarge = ({ mostFiles, largestFile, largestTotal }: MultipartLimits): Failure =>
  new Failure(
    'invalid',
    'resource-too-large',
    `文件过大或过多：单个文件不超过 ${largestFile / megabyte} MB，每次不超过 ${mostFiles} 个、共 ${largestTotal / megabyte} MB。`,
  );
