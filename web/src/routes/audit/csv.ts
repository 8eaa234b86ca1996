/** Tables as CSV files that spreadsheet programs open without running anything in them. */

/** Signs a spreadsheet takes for the beginning of a formula, with the full-width forms some of them also accept. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

/** One cell: quoted when it must be; text that looks like a formula gets an apostrophe, so that it stays text. */
export function csvCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** With a byte order mark, without which spreadsheet programs misread Chinese, and CRLF line ends (RFC 4180). */
export function toCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
