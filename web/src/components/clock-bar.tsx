import { Tooltip } from 'antd';
import type { Clock } from '../api/types.js';
import { formatDay } from './format.js';
import './clock-bar.css';

/** The clock in a word: `剩 3 天`, `今天到期`, `超期 2 天`, `已停`. */
export function clockWord(clock: Clock): string {
  if (clock.level === 'stopped') return clock.daysLeft < 0 ? `已停，超期 ${-clock.daysLeft} 天` : '已停';
  if (clock.daysLeft < 0) return `超期 ${-clock.daysLeft} 天`;
  return clock.daysLeft === 0 ? '今天到期' : `剩 ${clock.daysLeft} 天`;
}

function ClockDates({ clock }: { clock: Clock }) {
  return (
    <>
      <div>
        {clock.name}期限 {clock.daysAllowed} 天，已用 {clock.daysUsed} 天
      </div>
      <div>自 {formatDay(clock.startedOn)}</div>
      <div>至 {formatDay(clock.lastDay)}</div>
    </>
  );
}

/** A statutory clock: how much of the allowed days is used, with colour and word. */
export function ClockBar({ clock, named }: { clock: Clock | null; named?: boolean }) {
  if (!clock) return <span className="muted">无期限</span>;
  const used = clock.daysAllowed > 0 ? Math.min(100, Math.max(0, (clock.daysUsed / clock.daysAllowed) * 100)) : 100;
  return (
    <Tooltip title={<ClockDates clock={clock} />}>
      <span className={`clock clock-${clock.level}`}>
        <span className="clock-word">
          {named ? <span className="clock-name">{clock.name}</span> : null}
          {clockWord(clock)}
          <span className="clock-days">
            {clock.daysUsed}/{clock.daysAllowed}
          </span>
        </span>
        <span className="clock-track" aria-hidden>
          <span className="clock-used" style={{ width: `${used}%` }} />
        </span>
      </span>
    </Tooltip>
  );
}
