import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useComparison, type ComparedField, type LinkedCase, type Passage } from '../../../api/case-links.js';
import { formatDay, formatInstant } from '../../../components/format.js';
import { LoadError } from '../../../components/load-error.js';
import { PageLoading } from '../../../components/page-loading.js';
import { DecisionForm } from './decision-form.js';

/** What only one of the two says is marked by colour and by a line beneath it. */
function Passages({ passages }: { passages: Passage[] }) {
  if (passages.length === 0) return <span className="muted">未填</span>;
  return (
    <>
      {passages.map(({ text, isShared }, index) =>
        isShared ? <span key={index}>{text}</span> : <mark key={index}>{text}</mark>,
      )}
    </>
  );
}

function Head({ word, one, here }: { word: string; one: LinkedCase; here: boolean }) {
  return (
    <th scope="col">
      {word}
      {here ? '（本件）' : ''}
      <Link to={`/cases/${one.id}`} className="number">
        {one.number}
      </Link>
      <span className="muted">{formatDay(one.registeredAt)} 登记</span>
    </th>
  );
}

function FieldRow({ field }: { field: ComparedField }) {
  return (
    <tr className={field.isSame ? 'compared-same' : undefined}>
      <th scope="row">
        {field.label}
        <span className="muted">{field.isSame ? '相同' : '不同'}</span>
      </th>
      <td>
        <Passages passages={field.earlier} />
      </td>
      <td>
        <Passages passages={field.later} />
      </td>
    </tr>
  );
}

/** Two matters side by side, with what may be decided about them. Looking at it is recorded for both. */
export function ComparisonView({ caseId, otherId, onDone }: { caseId: string; otherId: string; onDone: () => void }) {
  const comparison = useComparison(caseId, otherId);
  const section = useRef<HTMLElement>(null);
  const isReady = comparison.data !== undefined;
  useEffect(() => {
    if (!isReady) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.focus({ preventScroll: true });
  }, [isReady]);
  if (comparison.isPending) return <PageLoading rows={8} />;
  if (comparison.isError) {
    return <LoadError compact error={comparison.error} onRetry={() => void comparison.refetch()} />;
  }
  const { earlier, later, reasons, likeness, fields, decisions } = comparison.data;
  return (
    <section ref={section} tabIndex={-1} className="comparison" aria-labelledby="comparison-title">
      <div className="panel-head">
        <h2 id="comparison-title">并排比对</h2>
        <Button size="small" onClick={onDone}>
          关闭比对
        </Button>
      </div>
      <p>
        文字{likeness}。{reasons.slice(1).length > 0 ? `${reasons.slice(1).join('；')}。` : ''}
        <mark>标出的文字</mark>只见于一件。本次查看记入两件的查看记录。
      </p>
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <Head word="先登记" one={earlier} here={earlier.id === caseId} />
            <Head word="后登记" one={later} here={later.id === caseId} />
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <FieldRow key={field.label} field={field} />
          ))}
        </tbody>
      </table>
      {decisions.length > 0 ? (
        <>
          <h2>历次认定（最后一次有效）</h2>
          <ol className="decisions">
            {decisions.map((decision) => (
              <li key={decision.decidedAt + decision.relation}>
                {formatInstant(decision.decidedAt)} {decision.decidedBy.displayName} 认定为“{decision.relation}”：
                {decision.reason}
                {decision.told ? `（已${decision.told}）` : ''}
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <DecisionForm caseId={caseId} otherId={otherId} comparison={comparison.data} onDone={onDone} />
    </section>
  );
}
