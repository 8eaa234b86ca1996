/** What the reviewing organ, the first organ and the petitioner say in 复查 and 复核. */
export const request = (more: object = {}) => ({
  title: '反映某建筑公司拖欠工资',
  demands: [{ no: 1, text: '要求支付工资', result: '不予支持', reply: '经查，用工关系不能认定。' }],
  responsibleUnit: 'rsj',
  priorOpinion: '用工关系不能认定，不予支持。',
  priorNumber: '中人社信处〔2026〕1号',
  deliveredOn: '2026-05-20',
  requestText: '对用工关系的认定不服，请求撤销处理意见。',
  requestedOn: '2026-06-01',
  ...more,
});

export const review = {
  intake: (more: object = {}) => ({ requestMaterials: '复查申请书一份，考勤记录复印件十一页。', ...more }),
  late: (lateAccepted: boolean) => ({
    lateReason: '信访人称期间住院治疗。',
    lateAccepted,
    ...(lateAccepted ? {} : { rejectReason: '未提交住院证明，也没有其他不能按期提出的情形。' }),
  }),
  files: () => ({
    reviewFiles: [{ name: '调查笔录', form: '原件', pages: 12 }],
    unitStatement: '以原意见书为准。',
  }),
  examine: (hearingNeeded = false) => ({
    examineFindings: '考勤记录与工资结算单相互印证，原意见没有采信且未说明理由。',
    hearingNeeded,
    ...(hearingNeeded ? { hearingAt: '2026-06-10T09:00+08:00', hearingPlace: '县政府第二会议室' } : {}),
  }),
  hearing: () => ({
    hearingHeldOn: '2026-06-10',
    hearingHost: '韩雪梅',
    hearingParticipants: [
      { name: '张桂兰', part: '信访人' },
      { name: '刘海涛', part: '原办理机关' },
    ],
    hearingRecord: '信访人出示考勤记录，原办理机关对真实性没有异议。',
    hearingConclusion: '听证员一致认为应当认定用工关系。',
  }),
  draft: (reviewDecision: string, kind: '复查' | '复核' = '复查') => ({
    reviewFacts: '信访人于2025年9月至2026年1月在工地务工，工资没有结清。',
    reviewDecision,
    reviewOpinion: '考勤记录和结算单能够证明用工关系。',
    reviewLegalBasis: '《保障农民工工资支付条例》第三条。',
    ...(reviewDecision === '维持' ? {} : { redoReason: '认定用工关系，核实欠付金额后重新作出处理意见。' }),
    ...(kind === '复查' ? { remedyOrgan: '安和市人民政府' } : {}),
  }),
  sign: (reviewSigned = true) => ({ reviewSigned, reviewSignOpinion: reviewSigned ? '同意。' : '请补充查明的事实。' }),
  deliver: (deliveredOn: string) => ({ deliveryWay: '直接', deliveredOn, receiver: '张桂兰' }),
  guide: () => ({
    guideOn: '2026-07-20',
    guideBy: '邓长河',
    guideExplained: '说明复核意见为终结意见以及有新的事实可以另行提出。',
    guideHelp: '转介民政部门申请临时救助。',
    guideResponse: '表示了解。',
  }),
};
