import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Input, Modal, Select, Tag, Upload } from 'antd';
import { useState } from 'react';

import {
  acceptedFiles,
  attachmentKinds,
  largestFile,
  useAddAttachment,
  useAttachments,
  useVoidAttachment,
  type Attachment,
} from '../../api/attachments.js';
import { problemText } from '../../api/problem.js';
import { usePermissions, useSession } from '../../session/session.js';
import { EmptyState } from '../empty-state.js';
import { formatInstant } from '../format.js';
import { LoadError } from '../load-error.js';
import { PageLoading } from '../page-loading.js';
import './attachments.css';

/** Material of a case: the list, adding, declaring void. */
export function Attachments({ caseId }: { caseId: string }) {
  const attachments = useAttachments(caseId);
  const { officer } = usePermissions();
  const [voiding, setVoiding] = useState<Attachment | null>(null);
  return (
    <div className="case-tab">
      {officer ? <AddAttachment caseId={caseId} /> : null}
      {attachments.isPending ? <PageLoading rows={3} /> : null}
      {attachments.isError ? (
        <LoadError compact error={attachments.error} onRetry={() => void attachments.refetch()} />
      ) : null}
      {attachments.data?.length === 0 ? (
        <EmptyState title="还没有材料" hint="信访人提交的材料、办理中形成的证据和录音录像存在这里。" />
      ) : null}
      <ul className="plain-list attachments">
        {(attachments.data ?? []).map((attachment) => (
          <li key={attachment.id}>
            <Line attachment={attachment} onVoid={officer ? () => setVoiding(attachment) : undefined} />
          </li>
        ))}
      </ul>
      <VoidDialog caseId={caseId} attachment={voiding} onClose={() => setVoiding(null)} />
    </div>
  );
}

function AddAttachment({ caseId }: { caseId: string }) {
  const { message } = App.useApp();
  const add = useAddAttachment(caseId);
  const [kind, setKind] = useState<string>(attachmentKinds[0]);
  const send = (file: File) => {
    if (file.size > largestFile) {
      void message.error('单个文件不超过 10 MB。');
      return;
    }
    add.mutate(
      { file, kind },
      {
        onSuccess: () => void message.success(`已存入「${file.name}」。`),
        onError: (error) => void message.error(problemText(error)),
      },
    );
  };
  return (
    <div className="attachments-add no-print">
      <Select
        aria-label="材料类别"
        value={kind}
        onChange={setKind}
        style={{ width: 150 }}
        options={attachmentKinds.map((value) => ({ value, label: value }))}
      />
      <Upload
        accept={acceptedFiles}
        showUploadList={false}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={add.isPending}>
          上传材料
        </Button>
      </Upload>
      <span className="muted">PDF、图片、Word、Excel、录音录像或文本，单个不超过 10 MB</span>
    </div>
  );
}

function Line({ attachment, onVoid }: { attachment: Attachment; onVoid: (() => void) | undefined }) {
  const { id, name, kind, typeName, bytes, addedBy, addedAt, voided } = attachment;
  return (
    <>
      <span className={voided ? 'attachments-name attachments-void' : 'attachments-name'}>{name}</span>
      <Tag>{kind}</Tag>
      {voided ? <Tag color="red">已作废</Tag> : null}
      <span className="muted">
        {typeName} · {sizeOf(bytes)} · {formatInstant(addedAt)} · {addedBy.displayName}
      </span>
      <a
        className="no-print"
        href={`/api/attachments/${encodeURIComponent(id)}/content`}
        download
        aria-label={`下载${name}`}
      >
        <DownloadOutlined aria-hidden /> 下载
      </a>
      {voided ? (
        <span className="muted">
          {formatInstant(voided.at)} {voided.by.displayName}：{voided.reason}
        </span>
      ) : onVoid ? (
        <VoidButton attachment={attachment} onVoid={onVoid} />
      ) : null}
    </>
  );
}

/** Offered to who may: who added it, and heads. */
function VoidButton({ attachment, onVoid }: { attachment: Attachment; onVoid(): void }) {
  const { user } = useSession();
  const isHead = user.roles.some(({ code }) => ['R2', 'R5', 'R7'].includes(code));
  if (attachment.addedBy.username !== user.username && !isHead) return null;
  return (
    <Button type="link" size="small" className="no-print" onClick={onVoid}>
      作废
    </Button>
  );
}

function VoidDialog({
  caseId,
  attachment,
  onClose,
}: {
  caseId: string;
  attachment: Attachment | null;
  onClose(): void;
}) {
  const [reason, setReason] = useState('');
  const voiding = useVoidAttachment(caseId);
  const close = () => {
    setReason('');
    voiding.reset();
    onClose();
  };
  return (
    <Modal
      title={attachment ? `作废「${attachment.name}」` : ''}
      open={attachment !== null}
      okText="作废并留存"
      okButtonProps={{ danger: true, disabled: reason.trim().length < 4, loading: voiding.isPending }}
      cancelText="取消"
      onCancel={close}
      onOk={() => attachment && voiding.mutate({ id: attachment.id, reason: reason.trim() }, { onSuccess: close })}
      destroyOnHidden
    >
      <p>材料不会删除，标为已作废并写明理由。</p>
      <Input.TextArea
        aria-label="作废理由"
        rows={3}
        maxLength={200}
        showCount
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder="作废理由，至少 4 个字"
      />
      {voiding.isError ? <p role="alert">{problemText(voiding.error)}</p> : null}
    </Modal>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
