import { AimOutlined, CompressOutlined, ExpandOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select, Space, Tooltip } from 'antd';
import type { ReactNode, RefObject } from 'react';

import type { NamedElement } from './marks.js';
import { centreOn, type ViewerServices } from './viewer.js';

interface DiagramBarProps {
  services: ViewerServices;
  frame: RefObject<HTMLDivElement | null>;
  elements: NamedElement[];
  currentElementId?: string;
  selectedElementId?: string | null;
  onPick: (elementId: string) => void;
}

const ZOOM_STEP = 1.25;

function IconButton(props: { title: string; icon: ReactNode; disabled?: boolean; onClick: () => void }) {
  return (
    <Tooltip title={props.title}>
      <Button
        size="small"
        type="text"
        aria-label={props.title}
        icon={props.icon}
        disabled={props.disabled}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}

/** Finds a step by its name and moves the view; all of it works from the keyboard. */
export function DiagramBar({
  services,
  frame,
  elements,
  currentElementId,
  selectedElementId,
  onPick,
}: DiagramBarProps) {
  const { canvas } = services;
  const popupContainer = () => frame.current ?? document.body;
  const zoomBy = (factor: number) => canvas.zoom(Math.min(4, Math.max(0.1, canvas.zoom() * factor)));
  const toggleFullScreen = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen());

  return (
    <div className="mq-diagram-bar">
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="按名称找环节"
        placeholder="按名称找环节"
        style={{ width: 180 }}
        value={elements.some(({ id }) => id === selectedElementId) ? selectedElementId : null}
        options={elements.map(({ id, name }) => ({ value: id, label: name }))}
        getPopupContainer={popupContainer}
        onChange={(id) => id && onPick(id)}
      />
      <Space size={0}>
        <IconButton
          title="回到当前环节"
          icon={<AimOutlined aria-hidden />}
          disabled={!currentElementId}
          onClick={() => currentElementId && centreOn(services, currentElementId)}
        />
        <IconButton
          title="显示整张图"
          icon={<CompressOutlined aria-hidden />}
          onClick={() => canvas.zoom('fit-viewport', { x: 0, y: 0 })}
        />
        <IconButton title="缩小" icon={<MinusOutlined aria-hidden />} onClick={() => zoomBy(1 / ZOOM_STEP)} />
        <IconButton title="放大" icon={<PlusOutlined aria-hidden />} onClick={() => zoomBy(ZOOM_STEP)} />
        <IconButton title="全屏" icon={<ExpandOutlined aria-hidden />} onClick={toggleFullScreen} />
      </Space>
    </div>
  );
}
