import { Alert, Button, Popconfirm } from 'antd';

import { formatInstant } from '../../components/format.js';
import type { Draft } from '../processes/api.js';
import type { StudioSource } from './use-studio-source.js';

interface OriginBannerProps {
  source: StudioSource;
  draft: Draft | null;
  dirty: boolean;
  onDiscard: () => void;
}

/** Says what is being edited when it is not simply the newest version. */
export function OriginBanner({ source, draft, dirty, onDiscard }: OriginBannerProps) {
  if (source.origin === 'import' && !draft && dirty) {
    return (
      <Alert banner type="info" title={`正在编辑导入的“${source.fileName ?? '流程图'}”，保存或发布后才进入系统。`} />
    );
  }
  if (source.origin === 'new' && !draft && dirty) {
    return <Alert banner type="info" title="新流程，保存或发布后才进入系统。" />;
  }
  if (!draft) return null;
  const base = draft.baseVersion === 0 ? '' : `，在第 ${draft.baseVersion} 版上修改`;
  const text =
    source.origin === 'import' && source.draft === draft
      ? `正在编辑导入的“${source.fileName ?? '流程图'}”。${draft.savedBy} ${formatInstant(draft.savedAt)} 保存过草稿，保存后将替换它。`
      : `正在编辑草稿：${draft.savedBy} ${formatInstant(draft.savedAt)} 保存${base}。`;
  return (
    <Alert
      banner
      type="info"
      title={text}
      action={
        <Popconfirm
          title="放弃草稿？"
          description="草稿会删除，回到现行版本。此操作不能撤销。"
          okText="放弃草稿"
          okButtonProps={{ danger: true }}
          onConfirm={onDiscard}
        >
          <Button size="small" type="text">
            放弃草稿
          </Button>
        </Popconfirm>
      }
    />
  );
}
