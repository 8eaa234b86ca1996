import { CaretRightOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { Button, Slider } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';

interface ReplayBarProps {
  /** How many stops the way has. */
  length: number;
  /** Stops shown; null when the present state is shown. */
  step: number | null;
  /** What a stop is called, counted from 1. */
  nameOf: (step: number) => string;
  onStep: (step: number | null) => void;
}

/** Long enough to see where the mark has gone. */
const STEP_MS = 900;

function IconButton(props: { label: string; icon: ReactNode; disabled?: boolean; onClick: () => void }) {
  return (
    <Button
      type="text"
      size="small"
      aria-label={props.label}
      title={props.label}
      icon={props.icon}
      disabled={props.disabled}
      onClick={props.onClick}
    />
  );
}

/** Walks the case again, stop by stop, by hand or by itself. */
export function ReplayBar({ length, step, nameOf, onStep }: ReplayBarProps) {
  const [playing, setPlaying] = useState(false);
  const position = step ?? length;

  useEffect(() => {
    if (!playing) return;
    if (step !== null && step >= length) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onStep((step ?? 0) + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, step, length, onStep]);

  const goTo = (next: number) => {
    setPlaying(false);
    onStep(Math.min(length, Math.max(1, next)));
  };
  const togglePlaying = () => {
    if (!playing && position >= length) onStep(1);
    setPlaying(!playing);
  };

  if (length === 0) return null;
  return (
    <div className="audit-replay no-print" role="group" aria-label="回放">
      <IconButton
        label={playing ? '暂停回放' : '从头回放'}
        icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
        onClick={togglePlaying}
      />
      <IconButton
        label="上一步"
        icon={<StepBackwardOutlined aria-hidden />}
        disabled={position <= 1}
        onClick={() => goTo(position - 1)}
      />
      <IconButton
        label="下一步"
        icon={<StepForwardOutlined aria-hidden />}
        disabled={position >= length}
        onClick={() => goTo(position + 1)}
      />
      <Slider
        className="audit-replay-slider"
        min={1}
        max={length}
        value={position}
        ariaLabelForHandle="回放到第几步"
        ariaValueTextFormatterForHandle={(value) => `第 ${value} 步 ${nameOf(value)}`}
        tooltip={{ formatter: (value) => (value ? nameOf(value) : '') }}
        onChange={goTo}
      />
      <span className="audit-replay-text" aria-live="polite">
        {step === null ? '现在的状态' : `第 ${step} 步，共 ${length} 步：${nameOf(step)}`}
      </span>
      {step !== null && (
        <Button
          size="small"
          onClick={() => {
            setPlaying(false);
            onStep(null);
          }}
        >
          回到现在
        </Button>
      )}
    </div>
  );
}
