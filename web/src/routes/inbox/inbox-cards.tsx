import { Button } from 'antd';
import { Link } from 'react-router';
import { ClockBar } from '../../components/clock-bar.js';
import { formatInstant, formatWaiting } from '../../components/format.js';
import { useNow } from '../../components/use-now.js';
import type { InboxListProps } from './inbox-table.js';

/** The inbox on a phone: one card a task. */
export function InboxCards({ items, tab, claiming }: InboxListProps) {
  const now = useNow();
  return (
    <ul className="plain-list inbox-cards">
      {items.map((item) => (
        <li key={item.taskKey}>
          <Link to={`/tasks/${item.taskKey}`}>
            <span className="inbox-card-top">
              <b>{item.name}</b>
              <ClockBar clock={item.clock} />
            </span>
            <span className="inbox-card-title">{item.title ?? item.processName}</span>
            {item.caseNumber ? (
              <span className="muted">
                {item.petitioner} · <span className="number">{item.caseNumber}</span>
              </span>
            ) : null}
            <span className="muted">
              {item.unitName ? `${item.unitName} · ` : ''}
              {tab === 'done'
                ? `${formatInstant(item.completedAt)} 办结`
                : `已等待 ${formatWaiting(item.createdAt, now)}`}
            </span>
          </Link>
          {tab === 'group' ? (
            <Button disabled={claiming.pending} onClick={() => void claiming.claim([item])} block>
              签收
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
