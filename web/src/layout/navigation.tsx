import {
  AlertOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  BookOutlined,
  ClusterOutlined,
  DesktopOutlined,
  FolderOpenOutlined,
  FormOutlined,
  InboxOutlined,
  PartitionOutlined,
  SafetyCertificateOutlined,
  TableOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permissions } from '../session/session.js';

export interface NavigationEntry {
  path: string;
  label: string;
  icon: ReactNode;
  /** Further addresses that belong to the entry. */
  also?: string[];
}

/** What a person with these roles finds at the side (on a phone: at the bottom). */
export function navigationFor(permissions: Permissions): NavigationEntry[] {
  const entries: NavigationEntry[] = [];
  if (permissions.officer) {
    entries.push(
      { path: '/inbox', label: '工作台', icon: <InboxOutlined aria-hidden />, also: ['/tasks'] },
      { path: '/register', label: '登记', icon: <FormOutlined aria-hidden /> },
      { path: '/cases', label: '案件', icon: <FolderOpenOutlined aria-hidden /> },
    );
  }
  if (permissions.supervisor) entries.push({ path: '/late', label: '超期督办', icon: <AlertOutlined aria-hidden /> });
  if (permissions.owner) {
    entries.push(
      { path: '/processes', label: '流程设计', icon: <PartitionOutlined aria-hidden />, also: ['/studio'] },
      { path: '/resources', label: '表单与决策', icon: <TableOutlined aria-hidden /> },
      { path: '/incidents', label: '异常', icon: <WarningOutlined aria-hidden /> },
      { path: '/instances', label: '办理中', icon: <ClusterOutlined aria-hidden /> },
    );
  }
  if (permissions.auditor) {
    entries.push(
      { path: '/audit', label: '审计', icon: <AuditOutlined aria-hidden /> },
      { path: '/verify', label: '校验', icon: <SafetyCertificateOutlined aria-hidden /> },
    );
  }
  if (permissions.officer || permissions.auditor) {
    entries.push({ path: '/statistics', label: '统计', icon: <BarChartOutlined aria-hidden /> });
    entries.push({ path: '/invariants', label: '三项检查', icon: <CheckSquareOutlined aria-hidden /> });
  }
  if (permissions.officer || permissions.owner || permissions.auditor) {
    entries.push({ path: '/rules', label: '制度对照', icon: <BookOutlined aria-hidden /> });
  }
  if (permissions.admin) {
    entries.push(
      { path: '/system', label: '系统', icon: <DesktopOutlined aria-hidden /> },
      { path: '/calendar', label: '工作日历', icon: <CalendarOutlined aria-hidden /> },
    );
  }
  return entries;
}

/** The entry an address belongs to. */
export function activeEntry(entries: NavigationEntry[], pathname: string): string | undefined {
  return entries.find((entry) =>
    [entry.path, ...(entry.also ?? [])].some((path) => pathname === path || pathname.startsWith(`${path}/`)),
  )?.path;
}
