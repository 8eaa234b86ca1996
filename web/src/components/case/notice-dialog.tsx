import { FilePdfOutlined, FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useRef } from 'react';
import { useNoticeHtml } from '../../api/cases.js';
import type { Notice } from '../../api/types.js';
import { formatInstant } from '../format.js';
import { LoadError } from '../load-error.js';
import { PageLoading } from '../page-loading.js';
import { Deliveries } from './deliveries.js';
import { NoticeFrame, type NoticeFrameHandle } from './notice-frame.js';
import './notice.css';

/** An issued notice: to read, to print, as a PDF. */
export function NoticeDialog({ notice, onClose }: { notice: Notice | null; onClose: () => void }) {
  const html = useNoticeHtml(notice?.id ?? null);
  const frame = useRef<NoticeFrameHandle>(null);
  return (
    <Modal
      title={notice ? `${notice.title}　${notice.number}` : ''}
      open={notice !== null}
      onCancel={onClose}
      width={900}
      style={{ top: 24 }}
      destroyOnHidden
      footer={
        notice ? (
          <div className="notice-foot">
            <span className="muted">
              {notice.issuedBy.displayName}于 {formatInstant(notice.issuedAt)} 出具，出具后不可改动
            </span>
            <Button
              icon={<FilePdfOutlined aria-hidden />}
              href={`/api/notices/${encodeURIComponent(notice.id)}/pdf`}
              target="_blank"
              rel="noopener"
            >
              打开电子版
            </Button>
            <Button
              icon={<FileWordOutlined aria-hidden />}
              href={`/api/notices/${encodeURIComponent(notice.id)}/docx`}
              download
            >
              下载 Word
            </Button>
            <Button
              type="primary"
              icon={<PrinterOutlined aria-hidden />}
              disabled={!html.isSuccess}
              onClick={() => frame.current?.print()}
            >
              打印
            </Button>
          </div>
        ) : null
      }
    >
      {notice && html.isPending ? <PageLoading rows={10} /> : null}
      {html.isError ? <LoadError error={html.error} onRetry={() => void html.refetch()} /> : null}
      {notice && html.isSuccess ? <NoticeFrame ref={frame} html={html.data} title={notice.title} /> : null}
      {notice ? <Deliveries notice={notice} /> : null}
    </Modal>
  );
}
