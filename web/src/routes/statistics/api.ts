import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { queryString, request } from '../../api/client.js';
import { keys } from '../../api/keys.js';

export interface Ratio {
  n: number;
  d: number;
}

export interface Figure extends Ratio {
  code: string;
  name: string;
  formula: string;
  basis: string;
  /** `96.3%`, or 「—」 where there is nothing to divide by. */
  shown: string;
  months: ({ month: string } & Ratio)[];
  /** In the order of the organisation. */
  units: ({ unitId: string; unitName: string } & Ratio)[];
}

export interface Composition {
  name: string;
  shares: { name: string; count: number }[];
}

export interface Statistics {
  from: string;
  to: string;
  figures: Figure[];
  registered: number;
  composition: Composition[];
  /** Only for those who decide on incidents of conduct. */
  referrals?: Ratio;
  notRecorded: { name: string; reason: string }[];
}

export interface FigureCase {
  caseId: string;
  caseNumber: string;
  title: string;
  status: string;
  unitName?: string;
  day: string;
  isHit: boolean;
}

export interface StatisticsQuery {
  from: string;
  to: string;
  unitId: string;
}

export interface FigureCasesQuery extends StatisticsQuery {
  figure: string;
  month: string;
  part: 'all' | 'hit' | 'rest';
  page: number;
  size: number;
}

export function useStatistics(query: StatisticsQuery): UseQueryResult<Statistics> {
  return useQuery({
    queryKey: keys.statistics(query),
    queryFn: ({ signal }) => request<Statistics>('GET', `/api/statistics${queryString({ ...query })}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useFigureCases(query: FigureCasesQuery): UseQueryResult<{ items: FigureCase[]; total: number }> {
  return useQuery({
    queryKey: keys.statistics({ cases: query }),
    queryFn: ({ signal }) => request('GET', `/api/statistics/cases${queryString({ ...query })}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export const exportAddress = (query: StatisticsQuery, format: 'csv' | 'xlsx'): string =>
  `/api/statistics/export${queryString({ ...query, format })}`;

/** `96.3%`; 「—」 where there is nothing to divide by. */
export const percent = ({ n, d }: Ratio): string => (d === 0 ? '—' : `${((n / d) * 100).toFixed(1)}%`);
