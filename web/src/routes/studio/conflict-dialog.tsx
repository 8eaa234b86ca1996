import { Button, Modal } from 'antd';

interface ConflictDialogProps {
  /** The server's sentence about who saved when; null while there is no conflict. */
  conflict: string | null;
  saving: boolean;
  onReload: () => void;
  onOverwrite: () => void;
  onExport: () => void;
  onClose: () => void;
}

/** Two people changed the same draft: one of the three ways out has to be chosen, none is taken silently. */
export function ConflictDialog({ conflict, saving, onReload, onOverwrite, onExport, onClose }: ConflictDialogProps) {
  return (
    <Modal
      open={conflict !== null}
      title="草稿没有保存"
      onCancel={onClose}
      footer={[
        <Button key="export" onClick={onExport}>
          先导出我的
        </Button>,
        <Button key="reload" onClick={onReload}>
          打开最新的，放弃我的
        </Button>,
        <Button key="overwrite" danger loading={saving} onClick={onOverwrite}>
          用我的替换
        </Button>,
      ]}
    >
      {`${conflict ?? ''}您的改动还在本页，请与对方商量后选择留用哪一份。`}
    </Modal>
  );
}
