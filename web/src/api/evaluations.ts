import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

export const opinions = ['满意', '基本满意', '不满意'] as const;
export type Opinion = (typeof opinions)[number];

export interface Opinions {
  ofOffice: Opinion;
  ofUnit: Opinion;
  remark?: string;
}

export interface Evaluation extends Opinions {
  source: '查询码' | '签字回访表' | '通话记录';
  evidence?: string;
  enteredBy?: string;
  at: string;
}

/** Entered for a petitioner who said it on paper or on the phone. */
export interface EnteredEvaluation extends Opinions {
  source: '签字回访表' | '通话记录';
  evidence: string;
}

export interface EvaluationState {
  /** The reply has been delivered, and nothing has been said of it yet. */
  isOpen: boolean;
  evaluation?: Evaluation;
}

const path = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}/evaluation`;

export function useEvaluation(caseId: string): UseQueryResult<EvaluationState> {
  return useQuery({
    queryKey: keys.caseEvaluation(caseId),
    queryFn: ({ signal }) => request<EvaluationState>('GET', path(caseId), { signal }),
  });
}

export function useEnterEvaluation(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EnteredEvaluation) => request<EvaluationState>('POST', path(caseId), { body }),
    onSuccess: (state) => client.setQueryData(keys.caseEvaluation(caseId), state),
  });
}

/** The petitioner's own, with what stands on the registration receipt. */
export function evaluate(body: Opinions & { number: string; queryCode: string }): Promise<void> {
  return request('POST', '/api/public/cases/evaluation', { body });
}
