/** What officers fill into the forms of xf_leader_day and xf_leader_roster; complete, and changed by a test where it matters. */
export const leaderDayAnswers = {
  check: (more: object = {}) => ({
    representativeList: [{ name: '张桂兰' }],
    lowerReplyPaper: '',
    lowerReceptionPaper: '',
    exception: '无',
    isAccusation: false,
    lowerUnit: 'rsj',
    ...more,
  }),
  onPaper: {
    lowerReplyPaper: '中和县人力资源和社会保障局，中人社信处〔2026〕3号，2026年5月12日',
    lowerReceptionPaper: '局长郭建华，2026年5月6日',
  },
  grant: (exceptionGranted: boolean) => ({
    exceptionGranted,
    exceptionOpinion: exceptionGranted ? '情况属实，同意。' : '不属于突发，先由基层接待。',
  }),
  schedule: (receptionDay: string | null, more: object = {}) => ({
    ...(receptionDay ? { arrangeBy: '接待日', receptionDay } : { arrangeBy: '另行安排' }),
    departments: [
      { unit: 'rsj', onSiteLeader: '局长郭建华', matter: '工资拖欠的核实情况。', request: '携带台账到场，当场答复。' },
      { unit: 'zrzy', onSiteLeader: '局长罗永强', matter: '项目用地手续情况。', request: '携带用地资料到场。' },
    ],
    ...more,
  }),
  confirm: (willAttend = true) => ({
    willAttend,
    attendee: '局长',
    ...(willAttend ? {} : { absenceReason: '到省厅参加会议。' }),
  }),
  signin: (more: object = {}) => ({
    leaderPresent: true,
    representativeList: [{ name: '张桂兰' }],
    attendance: [
      { unit: 'rsj', headName: '郭建华', attended: true, note: '' },
      { unit: 'zrzy', headName: '罗永强', attended: true, note: '' },
    ],
    ...more,
  }),
  receive: (settled: boolean, demands: { no: number; text: string }[]) => ({
    receptionFacts: '信访人陈述了事情经过，部门当场说明了办理情况。',
    demands: demands.map((demand) => ({ ...demand, answer: '由人社局当场核实。' })),
    settled,
  }),
  reply: (demands: { no: number; text: string }[]) => ({
    demands: demands.map((demand) => ({ ...demand, result: '支持', reply: '已责令用人单位当场支付。' })),
    deliveryWay: '直接',
    deliveredOn: '2026-06-10',
    receiver: '张桂兰',
  }),
  lead: (toDocket: boolean) => ({
    leader: '副县长 林冲',
    leadUntil: '2026-07-10',
    jointReason: '涉及两个部门，现场不能解决。',
    toDocket,
    ...(toDocket ? { docketReason: '诉求合理，符合政策。' } : {}),
  }),
  roster: () => ({ rosterState: '已补齐' }),
  signRoster: (rosterApproved: boolean) => ({
    rosterApproved,
    rosterOpinion: rosterApproved ? '同意公布。' : '县级每周一次须补齐。',
  }),
};
