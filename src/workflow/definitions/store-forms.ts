/** Form rows of a deployment. */
import type { SqlTransaction } from '../../platform/database/database.js';
import { nextKey } from '../keys.js';
import type { DeployedForm } from './deployed.js';
import type { PreparedForm } from './prepare-file.js';

export async function storeForm(
  transaction: SqlTransaction,
  resourceKey: string,
  { file, formId }: PreparedForm,
): Promise<DeployedForm> {
  const last = await transaction.get<{ version: number | null }>(
    `SELECT max(version) AS version FROM form WHERE form_id = ?`,
    [formId],
  );
  const form: DeployedForm = {
    formKey: await nextKey(transaction),
    formId,
    version: (last?.version ?? 0) + 1,
    resourceName: file.name,
  };
  await transaction.run(`INSERT INTO form (form_key, form_id, version, resource_key) VALUES (?, ?, ?, ?)`, [
    form.formKey,
    form.formId,
    form.version,
    resourceKey,
  ]);
  return form;
}

export function keptForms(
  transaction: SqlTransaction,
  resourceKey: string,
  resourceName: string,
): Promise<DeployedForm[]> {
  return transaction.all<DeployedForm>(
    `SELECT form_key AS "formKey", form_id AS "formId", version AS "version", ? AS "resourceName" FROM form WHERE resource_key = ?`,
    [resourceName, resourceKey],
  );
}
