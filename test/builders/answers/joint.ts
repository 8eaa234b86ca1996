/** What the joint office, its members, leaders and the fund's people say in 联席会议·包案·专项资金·调度. */
export const joint = {
  raised: (more: object = {}) => ({
    title: '反映某建筑公司拖欠工资',
    demands: [{ no: 1, text: '要求支付工资' }],
    responsibleUnit: 'rsj',
    jointReason: '涉及两个单位职责，协商五个工作日没有一致意见。',
    ...more,
  }),
  dispatch: () => ({
    dispatchUnits: [
      { unit: 'rsj', leader: '郭建华', task: '到场核实工资数额。' },
      { unit: 'zrzy', leader: '罗永强', task: '到场说明用地审批情况。' },
    ],
    dispatchBy: '2026-06-01T11:00+08:00',
  }),
  signOff: () => ({ signOfficer: '刘海涛', signPhone: '0390-6211333', signNote: '三人，十时四十分到位。' }),
  report: () => ({ dispatchDone: '已到场核实，数额为四万八千元。', dispatchSettled: true }),
  dispatched: (dispatchResult: '已处置' | '提交联席会议', reports: { unit: string; done: string }[]) => ({
    dispatchReports: reports,
    dispatchResult,
    dispatchSummary: '现场秩序恢复，工资数额已核实。',
  }),
  convene: () => ({
    meetingAt: '2026-06-02T09:00+08:00',
    meetingPlace: '信访大厅会议室',
    meetingTopic: '拖欠工资的责任划分和支付。',
    members: [
      { unit: 'rsj', name: '郭建华', post: '局长' },
      { unit: 'zrzy', name: '罗永强', post: '局长' },
    ],
    coordinationRequest: '会前提交职责分工的书面意见。',
    coordinationDeadline: '2026-06-02',
  }),
  conference: (present: [boolean, boolean] = [true, true]) => ({
    convener: '唐志刚',
    members: joint.convene().members.map((member, index) => ({ ...member, present: present[index]! })),
    meetingRecord: '人社局负责核实数额，自然资源局说明项目用地情况，双方没有分歧。',
    decisions: [
      { unit: 'rsj', action: '责令用人单位支付工资。', dueOn: '2026-06-10' },
      { unit: 'zrzy', action: '核实项目用地审批。', dueOn: '2026-06-10' },
    ],
  }),
  followUp: () => ({ followDone: '已责令支付并监督发放。', followSettled: true }),
  closed: (jointOutcome: '化解' | '转入办理' | '再次召集', reports: { unit: string; done: string }[]) => ({
    followReports: reports,
    jointOutcome,
    jointSummary: '议定事项已落实。',
    ...(jointOutcome === '转入办理' ? { responsibleUnit: 'rsj', level: '县级' } : {}),
  }),
  commit: () => ({
    leadUntil: '2026-08-01',
    leads: [
      { level: '县级', leader: '高文博', post: '副县长', unit: 'county' },
      { level: '乡镇街道级', leader: '石磊', post: '镇长', unit: 'town_cg' },
    ],
    leadGoal: '两个月内足额支付。',
    leadMeasures: '每周与信访人见面一次，协调支付。',
  }),
  leadReport: (leadSettled: boolean) => ({ leadProgress: '与信访人见面两次，已付一半。', leadSettled }),
  confirm: (confirmed: boolean) => ({
    confirmWay: '信访人签字确认',
    confirmed,
    confirmedOn: '2026-07-05',
    confirmNote: confirmed ? '工资已结清，同意。' : '还有一人未收到。',
  }),
  apply: (more: object = {}) => ({
    fundAmount: 12000,
    fundPayee: '张桂兰',
    fundPurpose: '支付治疗费用。',
    fundReason: '用人单位已注销，无可供执行财产，信访人患病急需治疗。',
    fundMaterials: [{ name: '住院证明', copies: 1 }],
    fundUnconditional: true,
    ...more,
  }),
  approve: (fundApproved: boolean, more: object = {}) => ({
    fundApproved,
    ...(fundApproved ? { approvedAmount: 10000 } : {}),
    fundApproveOpinion: fundApproved ? '情况属实，同意。' : '可以通过社会救助解决。',
    ...more,
  }),
  pay: (more: object = {}) => ({
    paidAmount: 10000,
    paidOn: '2026-06-05',
    payWay: '银行转账',
    voucherNumber: '财支2026-0601',
    ...more,
  }),
  audit: (auditConclusion: '合规' | '需要整改') => ({ auditConclusion, auditOpinion: '核对了申请、审批和支付凭证。' }),
  mend: () => ({ fundMend: '补齐领款人签收单。' }),
};
