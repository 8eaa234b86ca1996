import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface PrintedLine {
  /** Millimetres from the upper left corner of the page. */
  baseline: number;
  left: number;
  right: number;
  /** Points. */
  size: number;
  text: string;
}

export interface PrintedDocument {
  pages: { width: number; height: number; glyphs: number; missing: number; lines: PrintedLine[] }[];
  fonts: { name: string; embedded: boolean }[];
}

/** What a PDF shows, as another program than the one that made it reads it. */
export function readPdf(pdf: Buffer): PrintedDocument {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'read-pdf.mjs')], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the PDF cannot be read: ${stderr}`);
  return JSON.parse(stdout) as PrintedDocument;
}
