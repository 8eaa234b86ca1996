import { FilePdfOutlined, FileTextOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Notice, TimelineEvent } from '../../api/types.js';
import { strongColours } from '../../components/diagram/colours.js';
import { formatInstant } from '../../components/format.js';

interface TimelineRowProps {
  event: TimelineEvent;
  gap: string | undefined;
  selected: boolean;
  /** Not yet happened at the step the replay stands at. */
  ahead: boolean;
  onSelect: (event: TimelineEvent) => void;
  onNotice: (notice: Notice) => void;
}

/** One record: who did what when, what was entered, which notice came of it. */
export function TimelineRow({ event, gap, selected, ahead, onSelect, onNotice }: TimelineRowProps) {
  const [open, setOpen] = useState(false);
  const { actor, entered, notice, calledInstanceKey } = event;
  const className = ['audit-row', selected ? 'audit-row-selected' : '', ahead ? 'audit-row-ahead' : ''].join(' ');
  return (
    <li data-seq={event.seq} className={className} aria-current={selected ? 'true' : undefined}>
      {gap && <div className="audit-gap">{gap}</div>}
      <button
        type="button"
        className="audit-row-head"
        onClick={() => onSelect(event)}
        title={event.elementId ? '在图上找到这个环节' : undefined}
      >
        <time dateTime={event.at}>{formatInstant(event.at)}</time>
        <b>{event.title}</b>
        <span className="audit-row-actor">{actor ? `${actor.displayName}（${actor.unitName}）` : '系统'}</span>
        {event.late && <Tag color={strongColours.warning}>超期</Tag>}
      </button>
      {event.detail && <p className="audit-row-detail">{event.detail}</p>}
      {notice && (
        <p className="audit-row-notice">
          <button type="button" className="link-button" onClick={() => onNotice(notice)}>
            <FileTextOutlined aria-hidden /> 《{notice.title}》{notice.number}
          </button>
          <a href={`/api/notices/${encodeURIComponent(notice.id)}/pdf`} target="_blank" rel="noopener">
            <FilePdfOutlined aria-hidden /> 电子版
          </a>
        </p>
      )}
      {calledInstanceKey && (
        <p className="audit-row-notice">
          <Link to={`/audit/${calledInstanceKey}`}>查看被调用的流程</Link>
        </p>
      )}
      <div className="audit-row-foot">
        {entered && entered.length > 0 && (
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '收起填写的内容' : `填写的内容（${entered.length} 项）`}
          </button>
        )}
        <span title={`校验值 ${event.hash}`}>
          第 {event.seq} 条记录 · 流程第 {event.definition.version} 版
        </span>
      </div>
      {entered && entered.length > 0 && (
        <dl className="audit-entered" hidden={!open}>
          {entered.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || '（未填）'}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
