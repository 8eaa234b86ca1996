/** Answers to the forms of xf_handle. */
interface Demand {
  no: number;
  text: string;
}

export const handleAnswers = {
  assign: (more: object = {}) => ({ undertaker: '刘海涛', noConflict: true, ...more }),
  simple: (simpleResult: '书面答复' | '口头或者电子答复', demands: object[]) => ({
    simpleResult,
    demands,
    simpleNote: '当日电话核实。',
  }),
  simpleToNormal: () => ({ simpleResult: '转为普通办理', simpleNote: '情况复杂，需要调查核实。' }),
  handle: (more: object = {}) => ({
    statementHeard: '当面听取了信访人陈述，并制作了笔录。',
    investigation: '经调取用工台账和考勤记录，核实确有拖欠情况。',
    hearingHeld: false,
    mediationHeld: false,
    ...more,
  }),
  hearing: () => ({
    hearingOn: '2026-06-01',
    hearingPlace: '县人社局三楼会议室',
    hearingAttendees: '信访人、用人单位、听证员三人',
    hearingFinding: '双方对拖欠数额没有争议，对支付期限有分歧。',
  }),
  mediationAgreed: () => ({
    mediationAgreed: true,
    mediationNote: '双方自愿接受调解。',
    mediationKind: '调解',
    parties: [{ name: '张桂兰' }, { name: '某建筑公司' }],
    mediationFacts: '某建筑公司拖欠张桂兰工资四万八千元。',
    mediationTerms: '某建筑公司于六月三十日前一次付清。',
    performance: '银行转账，六月三十日前',
    mediator: '刘海涛',
  }),
  mediationFailed: () => ({ mediationAgreed: false, mediationNote: '双方对期限不能达成一致。' }),
  judge: (demands: Demand[], flags: string[][], more: object = {}) => ({
    demands: demands.map((demand, index) => ({ ...demand, flags: flags[index] ?? ['合理'] })),
    conductOccurred: false,
    ...more,
  }),
  measures: () => ({ measures: '责令用人单位于三日内足额支付，并现场监督发放。' }),
  relief: (more: object = {}) => ({
    reliefKinds: ['临时救助'],
    reliefGiven: '协调民政部门给予临时救助两千元。',
    fundNeeded: false,
    ...more,
  }),
  draftReply: (demands: { no: number; text: string; result: string; reply: string }[]) => ({
    demands,
    factsFound: '经调查核实，信访人反映的情况已逐项查明。',
    legalBasis: '《信访工作条例》第三十二条。',
    remedyOrgan: '中和县人民政府',
  }),
  replyReview: (reviewPassed = true) => ({
    reviewPassed,
    reviewOpinion: reviewPassed ? '依据准确，救济途径写明。' : '请补充法律依据的条款。',
  }),
  signReply: (signed = true) => ({ signed, signOpinion: signed ? '同意签发。' : '请补充调查情况后再报。' }),
  deliver: (deliveredOn = '2026-06-01') => ({ deliveryWay: '直接', deliveredOn, receiver: '张桂兰' }),
  execute: () => ({ executedOn: '2026-06-20', executionResult: '工资已全部发放到位。' }),
  satisfaction: (more: object = {}) => ({
    officeSatisfaction: '满意',
    unitSatisfaction: '基本满意',
    satisfactionOn: '2026-06-02',
    satisfactionWay: '本人填写',
    satisfactionComment: '',
    ...more,
  }),
  archive: () => ({ archiveNumber: '2026-XF-001', archivePages: 36, archiveNote: '' }),
  extend: (extensionDays = 30) => ({
    extensionApproved: true,
    extensionDays,
    extensionReason: '需要委托鉴定工程量，鉴定机构需三十日出具意见。',
    extensionOpinion: '同意延期，请按时办结。',
  }),
  extensionRefused: () => ({ extensionApproved: false, extensionOpinion: '可以按期办结，不同意延期。' }),
};
