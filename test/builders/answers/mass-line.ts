/** What field cadres fill into the forms of xf_mass_line and xf_briefing. */
export const massLineAnswers = {
  look: (more: object = {}) => ({
    visitOn: '2026-06-05',
    visitors: '田勇',
    companions: '无',
    lookPlace: '城关镇东关村3组、村西灌渠',
    observations: [{ text: '灌渠有两处坍塌，下游四十二户的麦田没有浇上水。' }],
    lookComparison: '相邻的西关村去年整修灌渠，全部浇灌两遍。',
    lookPlan: '',
    ...more,
  }),
  listen: (more: object = {}) => ({
    listenMeeting: '民情沟通会',
    opinions: [{ text: '要求夏灌前修好灌渠。' }],
    ...more,
  }),
  ask: (more: object = {}) => ({
    askPeople: '种植户、村组干部、水管员共十一人',
    contactPoint: '东关村',
    suggestions: [{ text: '先修坍塌处，再装计量设施。' }],
    ...more,
  }),
  act: (more: object = {}, problem: object = {}) => ({
    problems: [
      {
        problemClass: '水利',
        citesLook: 1,
        citesListen: 1,
        citesAsk: 1,
        measure: '六月三十日前修复坍塌处。',
        owner: '田勇',
        dueOn: '2026-06-30',
        ...problem,
      },
    ],
    actLeader: '镇长 石磊',
    hasCases: false,
    hasMajor: false,
    hasCommon: false,
    ...more,
  }),
  propose: () => ({
    proposalTitle: '灌渠管护经费纳入预算',
    proposalText: '每年安排管护经费，水费收支公开。',
    proposalBasis: '望第1条、闻第1条、问第1条。',
  }),
  opinions: (more: object = {}) => ({
    opinionAnswers: [
      { text: '经费应当按面积分摊。', decision: '不采纳', reason: '增加种植户负担，与减负规定不符。' },
      { text: '收支每季度公开。', decision: '采纳', reason: '便于监督。', ...more },
    ],
  }),
  decide: (measureDecided: boolean) => ({
    measureDecided,
    ...(measureDecided ? { measureText: '管护经费列入镇级预算。' } : {}),
    measureReason: '意见已逐条答复，依据充分。',
  }),
  explain: () => ({ explained: '村务公开栏公布，召开三次群众会解释。', carriedOut: '已拨付经费，修复两处。' }),
  test: (collectAgain: boolean) => ({
    checkFinding: '四十二户已浇灌。',
    collectAgain,
    collectAgainReason: '下游末端水量仍然不足。',
  }),
  brief: (more: object = {}) => ({
    reportTo: '中共中和县委、中和县人民政府',
    reportTitle: '关于工程建设领域工资支付问题的情况',
    reportFacts: '五月登记反映拖欠工资的信访事项一件，正在办理。',
    reportAnalysis: '项目没有设立工资专用账户，人工费用没有按月拨付。',
    reportProposals: '对在建工程的工资专用账户作一次检查。',
    reportActors: '人力资源和社会保障局牵头，七月三十一日前完成。',
    ...more,
  }),
  signBrief: (reportSigned: boolean) => ({
    reportSigned,
    reportOpinion: reportSigned ? '同意印发。' : '分析不够具体，请补充。',
  }),
};
