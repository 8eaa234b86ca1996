import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useReadReminders, useReminders } from '../api/reminders.js';
import type { Reminder } from '../api/types.js';
import { EmptyState } from '../components/empty-state.js';
import { formatInstant } from '../components/format.js';
import { LoadError } from '../components/load-error.js';
import { PageLoading } from '../components/page-loading.js';

function ReminderRow({ reminder, onOpen }: { reminder: Reminder; onOpen: () => void }) {
  return (
    <li className={reminder.readAt ? 'reminder' : 'reminder reminder-unread'}>
      <Link to={`/cases/${reminder.caseId}`} onClick={onOpen}>
        <span className="reminder-text">
          {reminder.readAt ? null : <b>未读　</b>}
          {reminder.text}
        </span>
        <span className="muted">
          {reminder.caseNumber} · {formatInstant(reminder.createdAt)}
        </span>
      </Link>
    </li>
  );
}

/** The bell: what the procedure reminds this person's roles of. */
export function Reminders() {
  const [open, setOpen] = useState(false);
  const reminders = useReminders();
  const read = useReadReminders();
  const list = reminders.data ?? [];
  const unread = list.filter((reminder) => !reminder.readAt).map((reminder) => reminder.id);
  return (
    <>
      <Badge count={unread.length} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={<BellOutlined aria-hidden />}
          onClick={() => setOpen(true)}
          aria-label={unread.length > 0 ? `提醒，${unread.length} 条未读` : '提醒'}
        />
      </Badge>
      <Drawer
        title="提醒"
        open={open}
        onClose={() => setOpen(false)}
        size={400}
        extra={
          <Button disabled={unread.length === 0} onClick={() => read.mutate(unread)}>
            全部标为已读
          </Button>
        }
      >
        {reminders.isPending ? <PageLoading rows={4} /> : null}
        {reminders.isError ? (
          <LoadError compact error={reminders.error} onRetry={() => void reminders.refetch()} />
        ) : null}
        {reminders.isSuccess && list.length === 0 ? (
          <EmptyState title="没有提醒" hint="期限临近或有催办时，会在这里和屏幕右上角提示。" />
        ) : null}
        <ul className="plain-list">
          {list.map((reminder) => (
            <ReminderRow
              key={reminder.id}
              reminder={reminder}
              onOpen={() => {
                if (!reminder.readAt) read.mutate([reminder.id]);
                setOpen(false);
              }}
            />
          ))}
        </ul>
      </Drawer>
    </>
  );
}
