import { useState } from 'react';
import { FilePdfOutlined } from '@ant-design/icons';
import type { Notice } from '../../api/types.js';
import { EmptyState } from '../empty-state.js';
import { formatDay, formatInstant } from '../format.js';
import { NoticeDialog } from './notice-dialog.js';
import './notice.css';

/** The notices issued in a case. */
export function Notices({ notices }: { notices: Notice[] }) {
  const [open, setOpen] = useState<Notice | null>(null);
  if (notices.length === 0) {
    return <EmptyState title="还没有出具文书" hint="办到相应环节时，系统按模板出具并编号。" />;
  }
  return (
    <>
      <ul className="plain-list notices">
        {notices.map((notice) => (
          <li key={notice.id}>
            <button type="button" className="link-button" onClick={() => setOpen(notice)}>
              {notice.title}
            </button>
            <span className="number">{notice.number}</span>
            {notice.deliveredOn ? <span>{formatDay(notice.deliveredOn)} 送达</span> : null}
            <span className="muted">
              {formatInstant(notice.issuedAt)} · {notice.issuedBy.displayName}
            </span>
            <a
              className="no-print"
              href={`/api/notices/${encodeURIComponent(notice.id)}/pdf`}
              target="_blank"
              rel="noopener"
              aria-label={`${notice.title}的电子版，在新窗口打开`}
            >
              <FilePdfOutlined aria-hidden /> 电子版
            </a>
          </li>
        ))}
      </ul>
      <NoticeDialog notice={open} onClose={() => setOpen(null)} />
    </>
  );
}
