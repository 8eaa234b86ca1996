import type { SqlReader, SqlTransaction, SqlValue } from '../../platform/database/database.js';

type Row = Record<string, SqlValue>;

/**
 * Rows of an instance besides its history that are moved to the archive. What stays: the instance itself, its tasks (who did
 * what decides who may see the case), and everything of the case.
 */
export interface ArchivedRows {
  /** JSON of the engine's state. */
  state: string;
  /** By task key: values that only the task saw. */
  locals: Record<string, string>;
  tables: Record<string, Row[]>;
}

/** With the column that orders them, so that the same rows give the same archive. */
const tables = {
  element_instance: 'element_instance_key',
  variable: 'variable_key',
  job: 'job_key',
  incident: 'incident_key',
} as const;

export async function readRows(reader: SqlReader, instanceKey: string): Promise<ArchivedRows> {
  const rows: ArchivedRows = { state: '', locals: {}, tables: {} };
  for (const [table, order] of Object.entries(tables)) {
    rows.tables[table] = await reader.all<Row>(`SELECT * FROM ${table} WHERE instance_key = ? ORDER BY ${order}`, [
      instanceKey,
    ]);
  }
  const instance = await reader.get<{ state: string }>(`SELECT state FROM process_instance WHERE instance_key = ?`, [
    instanceKey,
  ]);
  rows.state = instance!.state;
  const tasks = await reader.all<{ taskKey: string; locals: string }>(
    `SELECT task_key AS "taskKey", locals AS "locals" FROM user_task WHERE instance_key = ? ORDER BY task_key`,
    [instanceKey],
  );
  for (const { taskKey, locals } of tasks) rows.locals[taskKey] = locals;
  return rows;
}

/** The history is removed by the caller, who has kept its hashes. */
export async function removeRows(transaction: SqlTransaction, instanceKey: string): Promise<void> {
  for (const table of Object.keys(tables))
    await transaction.run(`DELETE FROM ${table} WHERE instance_key = ?`, [instanceKey]);
  await transaction.run(`UPDATE user_task SET locals = '{}' WHERE instance_key = ?`, [instanceKey]);
}

/** @throws Error when a row names a table or a column that is none: then the archive is of another release. */
export async function putBackRows(transaction: SqlTransaction, rows: ArchivedRows): Promise<void> {
  for (const table of Object.keys(tables)) {
    for (const row of rows.tables[table] ?? []) {
      const columns = Object.keys(row);
      if (columns.some((column) => !/^[a-z_]+$/.test(column))) throw new Error(`no column of ${table}`);
      await transaction.run(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      );
    }
  }
  for (const [taskKey, locals] of Object.entries(rows.locals))
    await transaction.run(`UPDATE user_task SET locals = ? WHERE task_key = ?`, [locals, taskKey]);
}
