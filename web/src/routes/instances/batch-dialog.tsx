import { App, Button, Modal } from 'antd';
import { useState } from 'react';

import { problemText } from '../../api/problem.js';
import { newestVersion, type ProcessFile } from '../processes/api.js';
import { checkBatch, useStartBatch, type BatchCheck, type BatchOrder, type BatchType } from './api.js';
import { batchNames } from './batch-words.js';
import { CheckResult } from './check-result.js';
import { MigrationChoice } from './migration-choice.js';
import type { Selection } from './selection.js';

interface BatchDialogProps {
  type: BatchType;
  selection: Selection;
  /** The file of the process to be migrated; only for a migration. */
  file: ProcessFile | undefined;
  onClose: () => void;
}

const explanations: Record<BatchType, string> = {
  CANCEL_PROCESS_INSTANCE: '取消后不能恢复。正在办理信访事项的实例不能取消。',
  MIGRATE_PROCESS_INSTANCE: '迁移后按目标版本继续办理，已办的步骤和记录不变。',
  MODIFY_PROCESS_INSTANCE: '',
  RESOLVE_INCIDENT: '对每一项异常重新执行一次。原因没有消除的，会再次出现异常。',
};

/** An operation on many instances: first what it would come to, then the order to carry it out. */
export function BatchDialog({ type, selection, file, onClose }: BatchDialogProps) {
  const { message } = App.useApp();
  const start = useStartBatch();
  const [target, setTarget] = useState(() => newestVersion(file));
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [check, setCheck] = useState<BatchCheck | null>(null);
  /** The plan was changed after the dry run: what it said no longer holds. */
  const [outdated, setOutdated] = useState(true);
  const [checking, setChecking] = useState(false);

  const order = (): BatchOrder => ({
    operationType: type,
    filter: selection.filter,
    ...(type === 'MIGRATE_PROCESS_INSTANCE' && {
      migrationPlan: {
        targetProcessDefinitionKey: target!.definitionKeys[selection.processId!]!,
        mappingInstructions: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
          sourceElementId,
          targetElementId,
        })),
      },
    }),
  });

  const run = async () => {
    setChecking(true);
    try {
      setCheck(await checkBatch(order()));
      setOutdated(false);
    } catch (error) {
      message.error(problemText(error));
    } finally {
      setChecking(false);
    }
  };

  const carryOut = async () => {
    try {
      await start.mutateAsync(order());
      message.success(`“${batchNames[type]}”已开始执行，进度见本页下方。`);
      onClose();
    } catch (error) {
      message.error(problemText(error));
    }
  };

  const possible = check && !outdated ? check.total - check.refused.length : 0;
  return (
    <Modal
      open
      title={`${batchNames[type]}（已选 ${selection.count} 件）`}
      width={720}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          关闭
        </Button>,
        <Button key="check" type={outdated ? 'primary' : 'default'} loading={checking} onClick={() => void run()}>
          {check ? '再次预演' : '预演'}
        </Button>,
        <Button
          key="run"
          type={outdated ? 'default' : 'primary'}
          danger={type === 'CANCEL_PROCESS_INSTANCE'}
          disabled={possible === 0}
          loading={start.isPending}
          onClick={() => void carryOut()}
        >
          {possible > 0 ? `执行（${possible} 件）` : '执行'}
        </Button>,
      ]}
    >
      <p>{explanations[type]}先预演，看清哪些能执行、哪些不能，再执行。</p>
      {type === 'MIGRATE_PROCESS_INSTANCE' && file && target && (
        <MigrationChoice
          file={file}
          processId={selection.processId!}
          target={target}
          onTarget={(version) => {
            setTarget(version);
            setMapping({});
            setOutdated(true);
          }}
          check={check}
          mapping={mapping}
          onMapping={(changed) => {
            setMapping(changed);
            setOutdated(true);
          }}
        />
      )}
      {check && !outdated && <CheckResult check={check} />}
    </Modal>
  );
}
