import { Tooltip } from 'antd';
import type { Clock } from '../api/types.js';
import { formatDay } from './format.js';
import './clock-bar.css';

/** The clock in a word: `剩 3 天`, `剩 3 个工作日`, `今天到期`, `超期 2 天`, `暂停`, `已停`. */
export function clockWord(clock: Clock): string {
  if (clock.level === 'stopped') return clock.daysLeft < 0 ? `已停，超期 ${-clock.daysLeft} 天` : '已停';
  if (clock.level === 'paused') return '暂停计时';
  if (clock.daysLeft < 0) return `超期 ${-clock.daysLeft} 天`;
  return clock.daysLeft === 0 ? '今天到期' : `剩 ${clock.daysLeft} ${dayWord(clock)}`;
}

const dayWord = ({ unit }: Clock): string => (unit === 'working' ? '个工作日' : '天');

/** The clock as a mark on a drawing; nothing of a clock that has stopped. */
export function clockMark(clock: Clock | null): { text: string; level: Clock['level'] } | null {
  if (!clock || clock.level === 'stopped') return null;
  return { text: `${clock.name} ${clock.daysUsed}/${clock.daysAllowed} ${clockWord(clock)}`, level: clock.level };
}

function ClockDates({ clock }: { clock: Clock }) {
  return (
    <>
      <div>
        {clock.name}期限 {clock.daysAllowed} {dayWord(clock)}，已用 {clock.daysUsed} {dayWord(clock)}
        {clock.round > 1 ? `（第 ${clock.round} 轮）` : null}
      </div>
      <div>自 {formatDay(clock.startedOn)}</div>
      {clock.extendedDays > 0 ? <div>含批准延长 {clock.extendedDays} 天</div> : null}
      {clock.pausedDays > 0 ? <div>不计入期限 {clock.pausedDays} 天</div> : null}
      {clock.pausedOn ? (
        <div>自 {formatDay(clock.pausedOn)} 起暂停，恢复后顺延</div>
      ) : (
        <div>至 {formatDay(clock.lastDay)}</div>
      )}
      {clock.isProvisional ? <div>该年放假安排尚未公布，为暂算日期</div> : null}
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
          {clock.isProvisional ? '（暂算）' : null}
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
