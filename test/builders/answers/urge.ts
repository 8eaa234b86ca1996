/** What supervisors, the late unit, the leader and discipline inspection say in 督办问责. */
export const late = {
  overdue: () => ({ overdueClock: '办结', overdueStep: '调查核实', lateUnit: 'rsj' }),
  urged: (urgeGround = '推诿、敷衍、拖延') => ({
    urgeGround,
    urgeFacts: '三次联系均称正在研究，没有任何实质进展。',
    lateUnit: 'rsj',
  }),
};

export const urge = {
  call: () => ({ urgeDemand: '请立即核实拖欠情况，并在三个工作日内书面反馈。' }),
  rectify: (rectifyDone = true) => ({
    rectifyMeasures: '已派员核实，责令用人单位支付。',
    rectifyDone,
    ...(rectifyDone ? {} : { rectifyPlan: '2026-06-30' }),
  }),
  check: (rectifySettled: boolean) => ({
    checkWay: '回访',
    rectifySettled,
    checkFinding: rectifySettled ? '信访人已收到工资。' : '仍有两人没有收到工资。',
  }),
  letter: () => ({
    letterFacts: '办结期限已经届满，催办后仍未办结。',
    letterDemand: '请于五个工作日内办结并书面反馈。',
    letterUntil: '2026-06-12',
    copyTo: '赵国强',
  }),
  interview: () => ({
    interviewWay: '约谈',
    interviewOn: '2026-06-20',
    interviewPersons: '陈志远、徐慧、郭建华',
    interviewRecord: '就长期未办结的原因进行了谈话，听取了说明。',
    interviewCommitment: '承诺十日内办结。',
  }),
  improve: () => ({
    problemsFound: '没有建立期限台账，经办人更换后无人接手。',
    improvementProposals: '建立期限台账，明确替补经办人。',
  }),
  improveSign: (improvementSigned = true) => ({ improvementSigned, improvementSignOpinion: '请按程序办理。' }),
  improveFeedback: () => ({ improvementAdopted: '采纳', improvementFeedback: '已建立台账并指定替补经办人。' }),
  assess: (improvementExecuted: boolean, severeConsequence = false) => ({
    improvementExecuted,
    severeConsequence,
    assessFinding: '查阅台账并回访信访人后认定。',
  }),
  defence: () => ({ defenceText: '经办人病假，单位没有及时安排替补。', defenceMaterials: '病假证明一份。' }),
  account: (more: object = {}) => ({
    defenceConsidered: '病假属实，但单位负有安排替补的责任。',
    misconduct: '顶拖不办',
    consequence: '2026年7月1日五十余人集体上访，现场多人受伤。',
    accountabilityEvidence: [{ name: '督办函回执', source: '督查组', proves: '三次督办均未办理' }],
    causalLink: '因长期不办，信访人得不到答复，矛盾升级为集体上访。',
    responsiblePersons: [{ name: '郭建华', post: '局长', duty: '领导责任' }],
    disciplineOrgan: 'jwjw',
    accountabilityProposal: '建议依规追究领导责任。',
    ...more,
  }),
  accountSign: (accountabilitySigned = true) => ({ accountabilitySigned, accountabilitySignOpinion: '请按程序办理。' }),
  discipline: () => ({
    disciplineAccepted: '受理',
    disciplineOn: '2026-08-20',
    disciplineFeedback: '已受理，处理结果另行书面告知。',
  }),
};
