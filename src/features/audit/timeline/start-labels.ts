/** What the registration hands to the process at its start (see processes/xf_reception.bpmn); no form names these values. */
export const startLabels: readonly (readonly [string, string])[] = [
  ['caseNumber', '信访编号'],
  ['title', '事项标题'],
  ['category', '分类代码'],
  ['demands', '信访诉求'],
  ['place', '发生地点'],
  ['headcount', '人数'],
  ['urgency', '紧急程度'],
  ['registeredAt', '登记时间'],
];
