/** A matter as a receptionist types it; the number keeps them apart. */
export const petition = (index: number): object => ({
  channel: '走访',
  urgency: '一般',
  headcount: 1,
  category: '06',
  title: `反映拖欠工资问题(${index})`,
  summary: '信访人反映用人单位拖欠工资，多次讨要未果。',
  place: '城关镇',
  petitioner: { name: '张桂兰' },
  demands: [{ text: '要求支付拖欠的工资' }],
});

export const talk = {
  talkTime: '2026-06-01T09:30+08:00',
  talkPlace: '信访接待大厅',
  attendees: '接访员、信访人',
  facts: '信访人陈述了事情经过，并提交了相关材料复印件。',
  demands: [{ no: 1, text: '要求支付拖欠的工资', answer: '已登记，依法交有关单位办理。' }],
  readBack: true,
  petitionerSigned: '是',
  conductOccurred: false,
};

export const assessment = {
  kind: '申诉求决',
  route31: '31(6)',
  reasonable: true,
  conformsPolicy: true,
  needsExplanation: false,
  answeredOnSite: false,
  urgent: false,
  repeated: false,
  assessReason: '诉求事实清楚，符合有关规定，应当依法处理。',
};
