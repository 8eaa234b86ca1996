import type { DiagramMarks } from './marks.js';

const entries: Array<{ list: keyof DiagramMarks; swatch: string; label: string }> = [
  { list: 'currentElementIds', swatch: 'current', label: '当前环节' },
  { list: 'citedElementIds', swatch: 'current', label: '落实本条的环节' },
  { list: 'doneElementIds', swatch: 'done', label: '已办环节' },
  { list: 'takenFlowIds', swatch: 'taken', label: '走过的路径' },
  { list: 'lateElementIds', swatch: 'late', label: '超期' },
  { list: 'incidentElementIds', swatch: 'incident', label: '有异常' },
];

/** Explains only the marks that this drawing carries. */
export function Legend({ marks }: { marks: DiagramMarks }) {
  const shown = entries.filter(({ list }) => (marks[list] as readonly string[] | undefined)?.length);
  const counted = Object.keys(marks.counts ?? {}).length > 0;
  if (shown.length === 0 && !counted) return null;
  return (
    <ul className="mq-legend" aria-label="图例">
      {shown.map(({ list, swatch, label }) => (
        <li key={list}>
          <span className={`mq-legend-swatch mq-legend-swatch-${swatch}`} aria-hidden="true" />
          {label}
        </li>
      ))}
      {counted && (
        <li>
          <span className="mq-badge mq-badge-count" aria-hidden="true">
            2
          </span>
          经过的次数
        </li>
      )}
    </ul>
  );
}
