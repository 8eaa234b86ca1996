/** What a receptionist types for three workers who are owed wages. */
export const wagesPetition = {
  channel: '走访',
  window: 'w03',
  petitioner: {
    name: '张小三',
    sex: '男',
    idType: '居民身份证',
    idNumber: '11010519491231002x',
    phone: '13812345678',
    address: '中和县城关镇东关村3组12号',
    birthYear: 1949,
  },
  companions: [{ name: '李大山' }, { name: '王五' }],
  headcount: 3,
  category: '06',
  title: '三名农民工被拖欠工资',
  summary: '在城东安置房工地做木工，包工头拖欠3人工资共4.2万元。',
  place: '城关镇',
  urgency: '一般',
  contactConsent: true,
  demands: [{ text: '支付拖欠工资4.2万元' }, { text: '补缴工伤保险' }],
};
