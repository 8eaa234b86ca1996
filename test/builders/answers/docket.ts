/** Answers to the forms of xf_docket. */
export const docketAnswers = {
  docket: (responsibleUnit = 'rsj') => ({
    reasonable: true,
    conformsPolicy: true,
    assessReason: '诉求事实清楚，符合有关规定。',
    routeBasis: '《保障农民工工资支付条例》第七条。',
    responsibleUnit,
  }),
  approve: (approved: boolean, opinion = '情况属实，请督查组依法督促办理。') => ({ approved, opinion }),
  supervise: (responsibleUnit: string) => ({
    responsibleUnit,
    feedbackDate: '2026-06-20',
    superviseRequest: '请核实拖欠情况，督促用人单位依法支付，并书面反馈。',
  }),
  inspect: () => ({
    inspectMethod: '实地',
    inspectedOn: '2026-06-01',
    inspectRecord: '到工地核对了用工台账和工资发放记录。',
  }),
  verify: (settled: boolean) => ({
    verifyMethod: '回访',
    settled,
    verifyFinding: settled ? '经回访，当事人已收到款项。' : '尚有一人未收到款项。',
  }),
  closeDocket: (closingApproved = true, outcome = '支持') => ({
    outcome,
    closingApproved,
    closingOpinion: closingApproved ? '同意结案。' : '回访记录不全，请补充核实。',
  }),
};
