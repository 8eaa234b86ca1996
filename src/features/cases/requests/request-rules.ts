import { isDay, type Day } from '../../../domain/calendar/days.js';
import type { Variables } from '../../../engine/ports.js';
import type { FieldProblem } from '../../../platform/failure.js';

export const requestKinds = ['复查申请', '复核申请', '异议', '撤回', '预约申请'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** Most representatives of a joint visit (《信访工作条例》 article 20, domain.md L4). */
export const mostRepresentatives = 5;

export interface RequestFields {
  kind: string;
  text: string;
  requestedOn?: string;
  signed?: boolean;
  wishedLeader?: string;
  wishedDay?: string;
  lowerReplyNumber?: string;
  lowerReceptionId?: string;
  representatives?: number;
}

/** Why a request cannot be registered as it stands, each with the rule. */
export function requestProblems(fields: RequestFields, today: Day): FieldProblem[] {
  const { kind, text, requestedOn, signed, wishedDay, representatives } = fields;
  const problems: FieldProblem[] = [];
  const report = (path: string, rule: string, message: string): void => {
    problems.push({ path, rule, message });
  };
  if (text.trim() === '') report('text', 'not-blank', '请填写「申请内容」');
  if (requestedOn !== undefined && !(isDay(requestedOn) && requestedOn <= today))
    report('requestedOn', 'request-day', '「提出日期」应为今天或者以前的日期');
  if (kind === '撤回' && signed !== true)
    report('signed', 'withdrawal-signed', '撤回须由信访人本人签名，没有签名的不登记撤回，事项继续办理');
  if (kind !== '预约申请') return problems;
  if (wishedDay !== undefined && wishedDay !== '' && !isDay(wishedDay))
    report('wishedDay', 'request-day', '「希望的日期」应为日期');
  if (representatives !== undefined && representatives > mostRepresentatives)
    report(
      'representatives',
      'representatives',
      `代表不超过 ${mostRepresentatives} 人（《信访工作条例》第二十条，L4），其余人员照常登记`,
    );
  return problems;
}

/** What the message of each kind carries beside the number of the case. */
export function payloadOf(fields: RequestFields, today: Day): Variables {
  const text = fields.text.trim();
  switch (fields.kind as RequestKind) {
    case '复查申请':
    case '复核申请':
      return { requestText: text, requestedOn: fields.requestedOn ?? today };
    case '异议':
      return { objectionReason: text };
    case '撤回':
      return { withdrawReason: text };
    case '预约申请':
      return {
        requestText: text,
        wishedLeader: fields.wishedLeader ?? '',
        wishedDay: fields.wishedDay ?? '',
        lowerReplyNumber: fields.lowerReplyNumber ?? '',
        lowerReceptionId: fields.lowerReceptionId ?? '',
        representatives: fields.representatives ?? 1,
      };
  }
}

/** Why nobody waits for a request of this kind, and what to do. */
export const nobodyWaits: Readonly<Record<RequestKind, string>> = {
  复查申请: '该事项还没有送达处理意见书，或者已经在复查，不能申请复查（《信访工作条例》第三十五条）。',
  复核申请: '该事项没有正在等候复核申请的复查意见，不能申请复核（《信访工作条例》第三十六条）。',
  异议: '该事项不在书面告知环节，不能提出异议（《信访工作条例》第二十三条）。',
  撤回: '该事项不在办理环节，没有可以撤回的办理。',
  预约申请: '没有可以受理预约的接访流程，请联系流程管理员。',
};
