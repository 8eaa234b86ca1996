import { Button, Checkbox } from 'antd';
import { useState } from 'react';

import type { Notice, TimelineEvent } from '../../api/types.js';
import { NoticeDialog } from '../../components/case/index.js';
import { EmptyState } from '../../components/empty-state.js';
import { eventsOf, gapInWords } from './linking.js';
import { TimelineRow } from './timeline-row.js';
import { useScrolledTo } from './use-scrolled-to.js';

interface TimelineProps {
  events: TimelineEvent[];
  selectedElementId: string | null;
  selectedElementName: string | null;
  selectedSeq: number | null;
  /** Records after this number have not happened yet in the replay; null when no replay is going on. */
  replayedSeq: number | null;
  onSelect: (event: TimelineEvent) => void;
  onClear: () => void;
}

/** All records of the instance in order, linked with the diagram beside it. */
export function Timeline(props: TimelineProps) {
  const { events, selectedElementId, selectedElementName, selectedSeq, replayedSeq } = props;
  const [only, setOnly] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);
  const ofElement = selectedElementId ? eventsOf(events, selectedElementId) : [];
  const filtering = only && selectedElementId !== null;
  const shown = filtering ? ofElement : events;
  const lastReplayed =
    replayedSeq === null ? null : (events.findLast((event) => event.seq <= replayedSeq)?.seq ?? null);
  const list = useScrolledTo(selectedSeq ?? lastReplayed ?? ofElement[0]?.seq ?? null);

  return (
    <section className="audit-timeline" aria-label="时间线">
      <div className="audit-timeline-bar no-print">
        {selectedElementId ? (
          <>
            <span>
              “{selectedElementName ?? '所选图形'}”有 {ofElement.length} 条记录
            </span>
            <Checkbox checked={only} onChange={(event) => setOnly(event.target.checked)}>
              只看这些
            </Checkbox>
            <Button type="link" size="small" onClick={props.onClear}>
              取消选择
            </Button>
          </>
        ) : (
          <span>共 {events.length} 条记录。点记录或图上的环节，另一边随之定位。</span>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={filtering ? '这个图形没有单独的记录' : '还没有记录'}
          hint={filtering ? '连线和网关经过时不另作记录。' : undefined}
        />
      ) : (
        <ol className="audit-rows" ref={list} tabIndex={0} aria-label="记录">
          {shown.map((event, index) => (
            <TimelineRow
              key={event.seq}
              event={event}
              gap={filtering ? undefined : gapInWords(shown[index - 1], event)}
              selected={
                event.seq === selectedSeq || (selectedElementId !== null && event.elementId === selectedElementId)
              }
              ahead={replayedSeq !== null && event.seq > replayedSeq}
              onSelect={props.onSelect}
              onNotice={setNotice}
            />
          ))}
        </ol>
      )}
      <NoticeDialog notice={notice} onClose={() => setNotice(null)} />
    </section>
  );
}
