import { Tag } from 'antd';
import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCaseTimeline } from '../../api/cases.js';
import { useInstanceTimeline } from '../../api/instances.js';
import type { Notice, TimelineEvent } from '../../api/types.js';
import { EmptyState } from '../empty-state.js';
import { formatDay, formatInstant, formatTime } from '../format.js';
import { LoadError } from '../load-error.js';
import { PageLoading } from '../page-loading.js';
import { NoticeDialog } from './notice-dialog.js';
import './timeline.css';

function Entered({ entered }: { entered: NonNullable<TimelineEvent['entered']> }) {
  return (
    <details>
      <summary>填写的内容（{entered.length} 项）</summary>
      <dl>
        {entered.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function TimelineRow({ event, onNotice }: { event: TimelineEvent; onNotice: (notice: Notice) => void }) {
  const { actor, entered, notice } = event;
  return (
    <li>
      <time dateTime={event.at} title={formatInstant(event.at)}>
        {formatTime(event.at).slice(0, 5)}
      </time>
      <div>
        <div>
          <b>{event.title}</b>
          {event.late ? (
            <Tag color="error" className="timeline-late">
              逾期
            </Tag>
          ) : null}
          <span className="muted timeline-actor">{actor ? `${actor.displayName}（${actor.unitName}）` : '系统'}</span>
        </div>
        {event.detail ? <div>{event.detail}</div> : null}
        {notice ? (
          <button type="button" className="link-button" onClick={() => onNotice(notice)}>
            查看《{notice.title}》
          </button>
        ) : null}
        {entered && entered.length > 0 ? <Entered entered={entered} /> : null}
      </div>
    </li>
  );
}

function byDay(events: TimelineEvent[]): Map<string, TimelineEvent[]> {
  const days = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const day = formatDay(event.at);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return days;
}

/** What happened to the case. */
export function CaseTimeline({ caseId }: { caseId: string }) {
  return <Timeline query={useCaseTimeline(caseId)} />;
}

/** What happened in one process, where the case's own record is not for everybody who works in it. */
export function InstanceTimeline({ instanceKey }: { instanceKey: string }) {
  return <Timeline query={useInstanceTimeline(instanceKey)} />;
}

/** Day by day, the newest day first. */
function Timeline({ query: timeline }: { query: UseQueryResult<TimelineEvent[]> }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  if (timeline.isPending) return <PageLoading rows={5} />;
  if (timeline.isError) return <LoadError compact error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (timeline.data.length === 0) return <EmptyState title="还没有记录" hint="办理的每一步都会自动记在这里。" />;
  const days = byDay([...timeline.data].reverse());
  return (
    <div className="timeline">
      {[...days].map(([day, events]) => (
        <section key={day}>
          <h2>{day}</h2>
          <ol>
            {events.map((event) => (
              <TimelineRow key={`${event.seq}-${event.hash}`} event={event} onNotice={setNotice} />
            ))}
          </ol>
        </section>
      ))}
      <NoticeDialog notice={notice} onClose={() => setNotice(null)} />
    </div>
  );
}
