import './audit.css';

import { PrinterOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useParams } from 'react-router';

import { problemText } from '../../api/problem.js';
import type { TimelineEvent } from '../../api/types.js';
import { ProcessDiagram } from '../../components/diagram/index.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useInstanceTimeline } from '../../api/instances.js';
import { useInstance, useVerification, type AuditInstanceDetail } from './api.js';
import { Incidents, InstanceFacts } from './instance-facts.js';
import { presentMarks, replayMarks, seqAt } from './linking.js';
import { ReplayBar } from './replay-bar.js';
import { Timeline } from './timeline.js';
import { VerificationResult } from './verification.js';

/** One process instance: its diagram beside its records, each leading to the other. */
export default function AuditInstancePage() {
  const { key = '' } = useParams();
  const instance = useInstance(key);
  const events = useInstanceTimeline(key);
  if (instance.isError) return <LoadError error={instance.error} onRetry={() => void instance.refetch()} />;
  if (events.isError) return <LoadError error={events.error} onRetry={() => void events.refetch()} />;
  if (instance.isPending || events.isPending) return <PageLoading />;
  return <InstanceView key={key} instance={instance.data} events={events.data} />;
}

function InstanceView({ instance, events }: { instance: AuditInstanceDetail; events: TimelineEvent[] }) {
  const [elementId, setElementId] = useState<string | null>(null);
  const [seq, setSeq] = useState<number | null>(null);
  const [step, setStep] = useState<number | null>(null);
  const verification = useVerification();
  const { path, elements } = instance;

  const marks = useMemo(
    () => (step === null ? presentMarks(instance) : replayMarks(path, step)),
    [instance, path, step],
  );
  const nameOf = useCallback((id: string) => elements[id]?.name ?? '', [elements]);
  const nameOfStep = (position: number) => {
    const stop = path[position - 1];
    if (!stop) return '';
    return stop.kind === 'element' ? nameOf(stop.elementId) || '未命名的环节' : '沿连线前行';
  };

  const selectEvent = (event: TimelineEvent) => {
    setSeq(event.seq);
    setElementId(event.elementId ?? null);
  };
  const selectElement = useCallback((id: string) => {
    setSeq(null);
    setElementId(id);
  }, []);
  const replayTo = useCallback((next: number | null) => {
    setSeq(null);
    setElementId(null);
    setStep(next);
  }, []);
  const replayedElementId = step === null ? null : (path[step - 1]?.elementId ?? null);

  const title = [instance.caseNumber, instance.title].filter(Boolean).join(' ') || instance.processName;
  return (
    <div className="audit-instance">
      <PageHead
        title={title}
        extra={
          <>
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              打印时间线
            </Button>
            <Button
              type="primary"
              icon={<SafetyCertificateOutlined aria-hidden />}
              loading={verification.isPending}
              onClick={() => verification.mutate(instance.key)}
            >
              校验
            </Button>
          </>
        }
      />
      <InstanceFacts instance={instance} />
      <div aria-live="polite">
        {verification.isSuccess && <VerificationResult result={verification.data} onClose={verification.reset} />}
        {verification.isError && (
          <Alert type="error" showIcon title="没有校验成" description={problemText(verification.error)} />
        )}
      </div>
      <Incidents instance={instance} onShow={selectElement} />
      <div className="audit-both">
        <div className="audit-diagram">
          <ProcessDiagram
            definitionKey={instance.definitionKey}
            label={`${instance.processName} 第 ${instance.version} 版`}
            height="100%"
            {...marks}
            selectedElementId={elementId ?? replayedElementId}
            onElementClick={selectElement}
          />
          <ReplayBar length={path.length} step={step} nameOf={nameOfStep} onStep={replayTo} />
        </div>
        <Timeline
          events={events}
          selectedElementId={elementId}
          selectedElementName={elementId ? nameOf(elementId) || null : null}
          selectedSeq={seq}
          replayedSeq={step === null ? null : seqAt(path, step)}
          onSelect={selectEvent}
          onClear={() => {
            setSeq(null);
            setElementId(null);
          }}
        />
      </div>
    </div>
  );
}
