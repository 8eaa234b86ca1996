/** Scripts of commands that go through every element of the shipped procedures which both engines accept. */
import type { Variables } from '../../../src/engine/ports.js';
import { request as reviewRequest, review } from '../../builders/answers/review.js';
import { late as lateUnit, urge } from '../../builders/answers/urge.js';

export type Step =
  | ['start', variables: Variables, startElementId: string]
  | ['complete' | 'job' | 'jobError' | 'fire' | 'correlate', elementId: string, values?: Variables]
  | ['suspend' | 'resume' | 'cancel' | 'resolve']
  | ['set', Variables];

const started = (elementId: string, variables: Variables): Step => ['start', variables, elementId];
const notice = (title: string) => ({ noticeId: 'n1', number: '〔2026〕1号', title });

const conduct = { caseNumber: 'XF-2026-0001', conductPlace: '大厅', conductTime: '2026-06-01T10:00', conductFacts: '堵门' };
const recorded = (record: Variables = { conductCode: '26(1)', immediateDanger: false }): Step[] => [
  started('start_order', conduct),
  ['complete', 'task_record', record],
];
const inVain: Step[] = [
  ...recorded(),
  ['complete', 'task_relief', { reliefNeeded: false }],
  ['complete', 'task_educate', { educationResult: '无效' }],
  ['job', 'job_education'],
];
const approved = (chiefApproved: boolean): Step[] => [
  ...inVain,
  ['complete', 'task_legal', { serious: true, illegalSuspected: true }],
  ['complete', 'task_chief', { chiefApproved }],
];
const referred: Step[] = [...approved(true), ['job', 'job_letter', { letter: notice('联系公安机关函') }]];

export const order: Record<string, Step[]> = {
  'relieved, and calmed by education': [
    ...recorded(),
    ['complete', 'task_relief', { reliefNeeded: true }],
    ['complete', 'task_care'],
    ['complete', 'task_educate', { educationResult: '有效' }],
    ['job', 'job_education'],
  ],
  'not serious': [...inVain, ['complete', 'task_legal', { serious: false, illegalSuspected: true }]],
  'not approved by the head': approved(false),
  'an answer that is missing counts as no': [...inVain, ['complete', 'task_legal', { serious: true }]],
  'referred, reminded, answered and corrected': [
    ...referred,
    ['complete', 'task_statement', { statementText: '只是想见领导' }],
    ['fire', 'timer_feedback'],
    ['job', 'job_feedback_remind'],
    ['complete', 'task_feedback', { feedbackText: '已处置' }],
    ['fire', 'timer_review'],
    ['job', 'job_review_remind'],
    ['complete', 'task_review', { referralWrong: true, correctionFinding: '不够严重', correctionText: '撤回' }],
    ['job', 'job_correction'],
  ],
  'a real danger, recorded late, found right, and no statement made': [
    ...recorded({ conductCode: '26(4)', immediateDanger: true }),
    ['complete', 'task_emergency', { emergencyOn: '2026-06-01' }],
    ['fire', 'timer_late_record'],
    ['job', 'job_late_record'],
    ['complete', 'task_late_record'],
    ['complete', 'task_review', { referralWrong: false }],
  ],
  'a job that reports an error nobody catches': [
    ...approved(true),
    ['jobError', 'job_letter'],
    ['resolve'],
    ['job', 'job_letter', { letter: notice('联系公安机关函') }],
  ],
  'suspended, resumed and given up': [
    started('start_order', conduct),
    ['suspend'],
    ['set', { conductPlace: '大门' }],
    ['resume'],
    ['complete', 'task_record', { conductCode: '26(1)' }],
    ['cancel'],
  ],
};

const request = { caseNumber: 'XF-2026-0001', ...reviewRequest() };
const intoReview = (startElementId = 'start_review', variables: object = request): Step[] => [
  started(startElementId, variables as Variables),
  ['job', 'job_facts', { facts: { superiorUnit: 'county', superiorOrgan: '县人民政府', category: '06', kind: '申诉求决', level: '县级' } }],
];
const examined = (hearingNeeded: boolean): Step[] => [
  ['complete', 'task_intake', review.intake() as Variables],
  ['complete', 'task_files', review.files()],
  ['complete', 'task_examine', review.examine(hearingNeeded) as Variables],
];
const upheld: Step[] = [
  ...intoReview(),
  ...examined(false),
  ['complete', 'task_draft', review.draft('维持') as Variables],
  ['complete', 'task_sign', review.sign(false)],
  ['complete', 'task_draft', review.draft('维持') as Variables],
  ['complete', 'task_sign', review.sign()],
  ['job', 'job_review_opinion', { opinion: notice('复查意见书') }],
  ['complete', 'task_deliver', review.deliver('2026-06-20')],
];
const late = { ...request, deliveredOn: '2026-04-01' };

export const reviews: Record<string, Step[]> = {
  'upheld, and taken on to 复核': [...upheld, ['correlate', 'msg_re_review']],
  'upheld, and left at that': [...upheld, ['fire', 'timer_no_request']],
  'changed after a hearing and beyond the term': [
    ...intoReview(),
    ['fire', 'timer_warn'],
    ['job', 'job_warn'],
    ['fire', 'timer_due'],
    ...examined(true),
    ['job', 'job_hearing'],
    ['complete', 'task_hearing', review.hearing()],
    ['complete', 'task_draft', review.draft('撤销') as Variables],
    ['complete', 'task_sign', review.sign()],
    ['job', 'job_review_opinion', { opinion: notice('复查意见书') }],
    ['complete', 'task_deliver', review.deliver('2026-06-20')],
  ],
  'too late, without a good reason': [
    ...intoReview('start_review', late),
    ['complete', 'task_intake', review.late(false) as Variables],
    ['job', 'job_rejection'],
  ],
  'the last instance': [
    ...intoReview('start_re_review'),
    ...examined(false),
    ['complete', 'task_draft', review.draft('维持', '复核') as Variables],
    ['complete', 'task_sign', review.sign()],
    ['job', 'job_re_review_opinion', { opinion: notice('复核意见书') }],
    ['complete', 'task_deliver', review.deliver('2026-06-20')],
    ['job', 'job_final'],
    ['complete', 'task_guide', review.guide()],
  ],
};

const called = (startElementId: string, cause: object): Step[] => [
  started(startElementId, { caseNumber: 'XF-2026-0001', ...cause } as Variables),
  ['complete', 'task_call', urge.call()],
];
const letter: Step[] = [
  ['complete', 'task_letter', urge.letter()],
  ['job', 'job_letter', { letter: notice('督办函') }],
];
const improved: Step[] = [
  ...called('start_overdue', lateUnit.overdue()),
  ['fire', 'timer_call'],
  ...letter,
  ['fire', 'timer_letter'],
  ['complete', 'task_interview', urge.interview()],
  ['complete', 'task_improve', urge.improve()],
  ['complete', 'task_improve_sign', urge.improveSign(false)],
  ['complete', 'task_improve', urge.improve()],
  ['complete', 'task_improve_sign', urge.improveSign()],
  ['job', 'job_improvement', { improvement: notice('改进建议书') }],
];
const accounted = (): Step[] => [
  ['complete', 'task_account', urge.account() as Variables],
  ['complete', 'task_account_sign', urge.accountSign(false)],
  ['complete', 'task_account', urge.account() as Variables],
  ['complete', 'task_account_sign', urge.accountSign()],
  ['job', 'job_account', { accountability: notice('责任追究建议书') }],
  ['complete', 'task_discipline', urge.discipline()],
];

export const urges: Record<string, Step[]> = {
  'put right at the first call': [
    ...called('start_urge', lateUnit.urged()),
    ['complete', 'task_rectify', urge.rectify() as Variables],
    ['complete', 'task_check', urge.check(true)],
  ],
  'put right after the letter': [
    ...called('start_urge', lateUnit.urged()),
    ['complete', 'task_rectify', urge.rectify(false) as Variables],
    ['complete', 'task_check', urge.check(false)],
    ...letter,
    ['complete', 'task_rectify_letter', urge.rectify() as Variables],
    ['complete', 'task_check_letter', urge.check(true)],
  ],
  'still not right after the letter': [
    ...called('start_urge', lateUnit.urged()),
    ['fire', 'timer_call'],
    ...letter,
    ['complete', 'task_rectify_letter', urge.rectify(false) as Variables],
    ['complete', 'task_check_letter', urge.check(false)],
  ],
  'improved': [
    ...improved,
    ['complete', 'task_improve_feedback', urge.improveFeedback()],
    ['complete', 'task_assess', urge.assess(true)],
  ],
  'held to account after a defence': [
    ...improved,
    ['fire', 'timer_improve'],
    ['complete', 'task_assess', urge.assess(false)],
    ['complete', 'task_defence', urge.defence()],
    ...accounted(),
  ],
  'held to account without a defence': [
    ...improved,
    ['fire', 'timer_improve'],
    ['complete', 'task_assess', urge.assess(true, true)],
    ['fire', 'timer_defence'],
    ...accounted(),
  ],
};
