import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Writes lines as a compressed file that nobody else can read; it must not exist. */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<void> {
  const text = Readable.from(withLineFeeds(lines), { objectMode: false });
  await pipeline(text, createGzip(), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
}

/**
 * The lines of a file, compressed or not.
 * @throws Error when it cannot be read or its compression is broken
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = (await isCompressed(file)) ? source.pipe(createGunzip()) : source;
  // An error of the first stream does not reach the second by itself.
  source.once('error', (reason) => text.destroy(reason));
  yield* createInterface({ input: text, crlfDelay: Infinity });
}

async function* withLineFeeds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

async function isCompressed(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
