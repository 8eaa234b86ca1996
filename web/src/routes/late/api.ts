/** What the screen 超期督办 asks the server for. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryString, request } from '../../api/client.js';
import { keys } from '../../api/keys.js';
import type { Page } from '../../api/types.js';

export interface LateStep {
  name: string;
  unitName?: string;
  holder?: string;
  since: string;
}

export interface LateItem {
  caseId: string;
  caseNumber: string;
  title: string;
  clock: string;
  lastDay: string;
  daysLate: number;
  unitName: string;
  steps: LateStep[];
  urged: boolean;
}

export interface Urge {
  caseId: string;
  ground: string;
  facts: string;
}

/** 《信访工作条例》第四十条; the server has the same list. */
export const urgeGrounds = [
  '逾期未办结',
  '未反馈办理结果',
  '未按规定程序办理',
  '推诿、敷衍、拖延',
  '弄虚作假',
  '不执行处理意见',
  '其他',
];

export function useLate(query: { unitId: string; page: number; size: number }) {
  return useQuery({
    queryKey: keys.late(query),
    queryFn: ({ signal }) => request<Page<LateItem>>('GET', `/api/supervision/late${queryString(query)}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useUrge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Urge) => request<{ message: string }>('POST', '/api/supervision/urges', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['case'] }),
  });
}
