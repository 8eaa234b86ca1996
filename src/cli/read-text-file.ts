import { readFileSync } from 'node:fs';
import { UsageError } from './exit-codes.js';

/** @throws UsageError when the file cannot be read. */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`不能读取文件 ${file}。`);
  }
}
