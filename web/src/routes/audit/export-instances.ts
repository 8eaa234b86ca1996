import { downloadText } from '../processes/bpmn-file.js';
import { fetchInstances, type AuditInstance, type InstanceFilters } from './api.js';
import type { AuditColumn } from './columns.js';
import { toCsv } from './csv.js';

const PAGE = 100;
/** More rows than an audit of one period has; asks the person to narrow the filters instead of filling the memory. */
const MOST_ROWS = 10_000;

/**
 * Puts every row that the filters let through, not only the page on the screen, into a CSV file.
 * @returns how many rows the file has, and how many there are
 */
export async function exportInstances(
  filters: InstanceFilters,
  columns: readonly AuditColumn[],
): Promise<{ exported: number; total: number }> {
  const rows: AuditInstance[] = [];
  let total = 0;
  for (let page = 1; page === 1 || (rows.length < total && rows.length < MOST_ROWS); page += 1) {
    const answer = await fetchInstances({ ...filters, page, size: PAGE });
    total = answer.total;
    if (answer.items.length === 0) break;
    rows.push(...answer.items);
  }
  const csv = toCsv(
    columns.map((column) => column.title),
    rows.map((row) => columns.map((column) => column.text(row))),
  );
  downloadText('办理记录.csv', csv, 'text/csv;charset=utf-8');
  return { exported: rows.length, total };
}
