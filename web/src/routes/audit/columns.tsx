import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { strongColours } from '../../components/diagram/colours.js';
import { formatDay, formatInstant } from '../../components/format.js';
import { currentInWords, statusInWords, type AuditInstance } from './api.js';

/** One column of the list: what it says as text, for the file, and how it is shown when that is more than the text. */
export interface AuditColumn {
  key: string;
  title: string;
  width: number;
  text: (instance: AuditInstance) => string;
  show?: (instance: AuditInstance) => ReactNode;
  /** Shown until a person chooses otherwise. */
  initially: boolean;
}

export const auditColumns: AuditColumn[] = [
  {
    key: 'number',
    title: '案号',
    width: 170,
    initially: true,
    text: ({ caseNumber }) => caseNumber ?? '无案件',
    show: (instance) => (
      <Link className="number" to={`/audit/${instance.key}`} onClick={(event) => event.stopPropagation()}>
        {instance.caseNumber ?? '无案件'}
      </Link>
    ),
  },
  { key: 'title', title: '事项', width: 150, initially: true, text: ({ title }) => title ?? '' },
  { key: 'process', title: '流程', width: 104, initially: true, text: ({ processName }) => processName },
  { key: 'version', title: '版本', width: 70, initially: true, text: ({ version }) => `第 ${version} 版` },
  { key: 'status', title: '状态', width: 70, initially: true, text: ({ status }) => statusInWords(status) },
  {
    key: 'current',
    title: '当前环节',
    width: 112,
    initially: true,
    text: ({ current }) => currentInWords(current),
  },
  { key: 'unit', title: '责任单位', width: 116, initially: true, text: ({ unit }) => unit?.name ?? '' },
  {
    key: 'started',
    title: '开始',
    width: 120,
    initially: true,
    text: ({ startedAt }) => formatInstant(startedAt),
    show: ({ startedAt }) => formatDay(startedAt),
  },
  {
    key: 'ended',
    title: '结束',
    width: 120,
    initially: false,
    text: ({ endedAt }) => formatInstant(endedAt),
    show: ({ endedAt }) => formatDay(endedAt),
  },
  {
    key: 'overdue',
    title: '超期',
    width: 60,
    initially: true,
    text: ({ overdue }) => (overdue ? '超期' : ''),
    show: ({ overdue }) => overdue && <Tag color={strongColours.warning}>超期</Tag>,
  },
  {
    key: 'incidents',
    title: '异常',
    width: 60,
    initially: true,
    text: ({ incidents }) => (incidents > 0 ? `${incidents} 个` : ''),
    show: ({ incidents }) => incidents > 0 && <Tag color={strongColours.error}>{incidents} 个</Tag>,
  },
  { key: 'outcome', title: '办理结果', width: 100, initially: false, text: ({ outcome }) => outcome ?? '' },
];

const initialKeys = auditColumns.filter((column) => column.initially).map((column) => column.key);

/** The columns named in the address, in their usual order; the initial ones when it names none. */
export function chosenColumns(value: string): AuditColumn[] {
  const keys = value ? value.split(',') : initialKeys;
  const chosen = auditColumns.filter((column) => keys.includes(column.key));
  return chosen.length > 0 ? chosen : auditColumns.filter((column) => column.initially);
}

/** How a choice of columns is written into the address: not at all when it is the initial one. */
export function columnsInAddress(keys: readonly string[]): string | null {
  const same = keys.length === initialKeys.length && initialKeys.every((key) => keys.includes(key));
  return same ? null : auditColumns.flatMap(({ key }) => (keys.includes(key) ? [key] : [])).join(',');
}
