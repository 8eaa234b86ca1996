import writeExcelFile from 'write-excel-file/node';

/** A sheet of text and numbers; the first row is the head. */
export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number)[])[];
}

/** Signs a spreadsheet takes for the beginning of a formula, with the full-width forms some of them also accept. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

/** Text that looks like a formula gets an apostrophe, so that it stays text wherever the file is opened. */
const harmless = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** With a byte order mark, without which spreadsheet programs misread Chinese, and CRLF line ends (RFC 4180). */
export function csvOf(sheet: Sheet): string {
  return `\uFEFF${sheet.rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Office Open XML; every text is a text cell, never a formula, and the head stays in sight. */
export async function xlsxOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) })),
    data: rows.map((row, index) =>
      row.map((value) =>
        typeof value === 'number'
          ? { type: Number, value }
          : { type: String, value: harmless(value), ...(index === 0 && { fontWeight: 'bold' as const }) },
      ),
    ),
  }));
  return writeExcelFile(written).toBuffer();
}

const [narrowest, widest] = [8, 60];

/** A Chinese character is as wide as two digits. */
function widthOf(rows: Sheet['rows'], column: number): number {
  const lengths = rows.map((row) =>
    [...String(row[column] ?? '')].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0),
  );
  return Math.min(widest, Math.max(narrowest, ...lengths.map((length) => length + 2)));
}
