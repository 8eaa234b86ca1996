import {
  CheckCircleOutlined,
  CloudUploadOutlined,
  CompressOutlined,
  DownloadOutlined,
  MinusOutlined,
  PlusOutlined,
  RedoOutlined,
  SaveOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button, Divider, Space, Tooltip } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';

import type { StudioModeler } from '../../modeler/createModeler.js';
import { listen } from '../../modeler/listen.js';
import { ImportButton } from '../processes/import-button.js';

interface ToolbarProps {
  modeler: StudioModeler;
  saving: boolean;
  checking: boolean;
  onSave: () => void;
  onCheck: () => void;
  onPublish: () => void;
  onImport: (xml: string, fileName: string) => Promise<void>;
  onExport: () => void;
}

const ZOOM_STEP = 1.25;

function IconButton(props: { title: string; icon: ReactNode; disabled?: boolean; onClick: () => void }) {
  return (
    <Tooltip title={props.title}>
      <Button
        type="text"
        aria-label={props.title}
        icon={props.icon}
        disabled={props.disabled}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}

function useUndoState(modeler: StudioModeler) {
  const [state, setState] = useState({ undo: false, redo: false });
  useEffect(() => {
    const stack = modeler.get('commandStack');
    const read = () => setState({ undo: stack.canUndo(), redo: stack.canRedo() });
    read();
    return listen(modeler.get('eventBus'), 'commandStack.changed', read);
  }, [modeler]);
  return state;
}

export function Toolbar(props: ToolbarProps) {
  const { modeler } = props;
  const { undo, redo } = useUndoState(modeler);
  const zoomBy = (factor: number) => {
    const canvas = modeler.get('canvas');
    canvas.zoom(Math.min(4, Math.max(0.1, canvas.zoom() * factor)));
  };
  return (
    <Space size={2} wrap role="toolbar" aria-label="流程设计工具">
      <IconButton
        title="撤销（Ctrl+Z）"
        icon={<UndoOutlined aria-hidden />}
        disabled={!undo}
        onClick={() => modeler.get('commandStack').undo()}
      />
      <IconButton
        title="重做（Ctrl+Y）"
        icon={<RedoOutlined aria-hidden />}
        disabled={!redo}
        onClick={() => modeler.get('commandStack').redo()}
      />
      <Divider orientation="vertical" />
      <IconButton title="缩小" icon={<MinusOutlined aria-hidden />} onClick={() => zoomBy(1 / ZOOM_STEP)} />
      <IconButton title="放大" icon={<PlusOutlined aria-hidden />} onClick={() => zoomBy(ZOOM_STEP)} />
      <IconButton
        title="显示整张图"
        icon={<CompressOutlined aria-hidden />}
        onClick={() => modeler.get('canvas').zoom('fit-viewport', { x: 0, y: 0 })}
      />
      <Divider orientation="vertical" />
      <ImportButton label="导入" type="text" onXml={props.onImport} />
      <Button type="text" icon={<DownloadOutlined aria-hidden />} onClick={props.onExport}>
        导出
      </Button>
      <Divider orientation="vertical" />
      <Button icon={<CheckCircleOutlined aria-hidden />} loading={props.checking} onClick={props.onCheck}>
        检查
      </Button>
      <Tooltip title="Ctrl+S">
        <Button icon={<SaveOutlined aria-hidden />} loading={props.saving} onClick={props.onSave}>
          保存草稿
        </Button>
      </Tooltip>
      <Button type="primary" icon={<CloudUploadOutlined aria-hidden />} onClick={props.onPublish}>
        发布
      </Button>
    </Space>
  );
}
