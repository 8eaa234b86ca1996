import type { BatchOperation, BatchType } from './api.js';

export const batchNames: Readonly<Record<BatchType, string>> = {
  CANCEL_PROCESS_INSTANCE: '批量取消',
  MIGRATE_PROCESS_INSTANCE: '批量迁移',
  MODIFY_PROCESS_INSTANCE: '批量调整',
  RESOLVE_INCIDENT: '重试异常',
};

export const stateNames: Readonly<Record<BatchOperation['state'], string>> = {
  ACTIVE: '正在执行',
  SUSPENDED: '已暂停',
  COMPLETED: '已完成',
  CANCELED: '已中止',
};

/** How far an operation has come, in a sentence. */
export function progressSentence({
  state,
  operationsTotalCount: total,
  operationsCompletedCount: done,
  operationsFailedCount: failed,
}: BatchOperation): string {
  const left = total - done - failed;
  const parts = [`共 ${total} 件`, `成功 ${done} 件`];
  if (failed > 0) parts.push(`失败 ${failed} 件`);
  if (left > 0) parts.push(state === 'CANCELED' ? `未执行 ${left} 件` : `待执行 ${left} 件`);
  return parts.join('，');
}
