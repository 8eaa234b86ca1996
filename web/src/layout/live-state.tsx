import { DisconnectOutlined } from '@ant-design/icons';
import { App, Tooltip } from 'antd';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { useLive, useLiveEvents, type ReminderHint } from '../api/live-events.js';

/** Keeps the pages current and says so only when it cannot. */
export function LiveState() {
  const { notification } = App.useApp();
  const live = useLive();
  const remind = useCallback(
    (hint: ReminderHint) =>
      notification.info({
        title: '提醒',
        description: hint.text,
        actions: <Link to={`/cases/${hint.caseId}`}>查看案件</Link>,
      }),
    [notification],
  );
  useLiveEvents(remind);
  if (live) return null;
  return (
    <Tooltip title="与服务器的实时连接中断，正在重连；期间每 30 秒刷新一次。">
      <span className="live-off" role="status">
        <DisconnectOutlined aria-hidden /> 实时更新中断
      </span>
    </Tooltip>
  );
}
