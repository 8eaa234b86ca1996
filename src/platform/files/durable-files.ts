import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until the content of a file is on the disk. */
export function syncFile(file: string): void {
  sync(file, 'r+');
}

/** Waits until the names in a folder are on the disk: without it a new file may be gone after a power cut. */
export function syncFolder(folder: string): void {
  // Windows keeps no such order and opens no folder.
  if (process.platform !== 'win32') sync(folder, 'r');
}

/**
 * Gives a finished file its name, durably; never over another file.
 * @throws Error EEXIST
 */
export function placeNew(temporary: string, file: string): void {
  syncFile(temporary);
  linkSync(temporary, file);
  rmSync(temporary);
  syncFolder(dirname(file));
}

/** Puts a finished file in the place of another one, durably and at one stroke. */
export function placeOver(temporary: string, file: string): void {
  syncFile(temporary);
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

/** SHA-256 of a file in hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
