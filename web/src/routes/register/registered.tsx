import { CheckCircleFilled, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useCaseNotices, useNoticeHtml } from '../../api/cases.js';
import type { RegisteredCase } from '../../api/types.js';
import { NextTasks, NoticeFrame, type NoticeFrameHandle } from '../../components/case/index.js';
import { LoadError } from '../../components/load-error.js';

const RECEIPT = 'registration_receipt';
/** The procedure issues the receipt within a second or two; after this long the officer is told where to find it. */
const PATIENCE_MS = 30_000;

function Receipt({ caseId }: { caseId: string }) {
  const [waiting, setWaiting] = useState(true);
  const notices = useCaseNotices(caseId, waiting);
  const receipt = notices.data?.find((notice) => notice.templateId === RECEIPT) ?? null;
  const html = useNoticeHtml(receipt?.id ?? null);
  const frame = useRef<NoticeFrameHandle>(null);
  const printed = useRef(false);

  useEffect(() => {
    if (receipt) {
      setWaiting(false);
      return;
    }
    const timer = setTimeout(() => setWaiting(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [receipt]);

  const printOnce = () => {
    if (printed.current) return;
    printed.current = true;
    frame.current?.print();
  };

  if (html.isError) return <LoadError compact error={html.error} onRetry={() => void html.refetch()} />;
  if (receipt && html.isSuccess) {
    return (
      <section className="panel" aria-labelledby="receipt-heading">
        <div className="panel-head">
          <h2 id="receipt-heading">
            {receipt.title}　{receipt.number}
          </h2>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => frame.current?.print()}>
            打印凭证
          </Button>
        </div>
        <NoticeFrame ref={frame} html={html.data} title={receipt.title} height={520} onReady={printOnce} />
      </section>
    );
  }
  return waiting || receipt ? (
    <p role="status" className="receipt-waiting">
      <Spin size="small" /> 正在出具登记凭证…
    </p>
  ) : (
    <Alert
      type="warning"
      showIcon
      title="登记凭证还没有出具"
      description="登记已经有效。请稍后到案件页的“文书”里打印凭证。"
      action={<Button onClick={() => setWaiting(true)}>再等一会</Button>}
    />
  );
}

/** The case is registered: its number, what comes next, the receipt. */
export function Registered({ registered, onAgain }: { registered: RegisteredCase; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <section className="panel registered" aria-labelledby="registered-heading">
        <h2 id="registered-heading" ref={heading} tabIndex={-1}>
          <CheckCircleFilled aria-hidden className="registered-mark" /> 已登记
        </h2>
        <dl className="registered-numbers">
          <div>
            <dt>案号</dt>
            <dd>{registered.number}</dd>
          </div>
          <div>
            <dt>查询码</dt>
            <dd>{registered.queryCode}</dd>
          </div>
          {registered.queueNumber ? (
            <div>
              <dt>排队号</dt>
              <dd>{registered.queueNumber}</dd>
            </div>
          ) : null}
        </dl>
        <p>{registered.message}</p>
        <div className="registered-next">
          <NextTasks caseNumber={registered.number} />
          <Link to={`/cases/${registered.id}`}>
            <Button>查看案件</Button>
          </Link>
          <Button onClick={onAgain}>再登记一件</Button>
        </div>
      </section>
      <Receipt caseId={registered.id} />
    </>
  );
}
