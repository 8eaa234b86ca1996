/** Answers to the forms of xf_order. */
export const orderAnswers = {
  conductRecord: (more: object = {}) => ({
    personName: '刘某',
    conductCode: '26(1)',
    conductTime: '2026-06-01T10:00+08:00',
    conductPlace: '县政府大门',
    conductFacts: '以身体和车辆堵住县政府大门，致使车辆不能通行约四十分钟。',
    witnesses: [
      { name: '陈某', contact: '县政府门卫室' },
      { name: '李某', contact: '信访大厅' },
    ],
    evidence: '大门监控录像两段，现场照片六张。',
    immediateDanger: false,
    ...more,
  }),
  educationRecord: (educationResult: '有效' | '无效') => ({
    educationTime: '2026-06-01T10:20+08:00',
    officer1: '王秀兰',
    officer2: '李建军',
    words: '告知其依法逐级反映诉求，不得堵塞机关大门，诉求将依法办理。',
    personResponse: educationResult === '有效' ? '表示接受，离开大门到接待室。' : '拒绝离开，继续堵门。',
    educationResult,
  }),
  legalAssessment: (serious: boolean, illegalSuspected: boolean) => ({
    serious,
    illegalSuspected,
    assemblySuspected: false,
    falseAccusationSuspected: false,
    legalReason: '堵门时间较长，经劝阻无效，影响机关正常出入。',
    ...(illegalSuspected ? { legalArticle: '《治安管理处罚法》关于扰乱单位秩序的规定' } : {}),
  }),
  chiefApproval: (chiefApproved: boolean) => ({
    chiefApproved,
    chiefOpinion: chiefApproved ? '同意，联系公安机关依法处理，诉求继续依法办理。' : '情节轻微，继续劝导。',
  }),
  policeFeedback: () => ({
    feedbackDate: '2026-06-02',
    policeOrgan: '中和县公安局',
    feedbackText: '已到场，大门恢复通行。',
  }),
  conductStatement: () => ({ statementOn: '2026-06-02', statementText: '当时只是想见领导，没有堵门的意思。' }),
  reliefCheck: (reliefNeeded = false) => ({ reliefNeeded, ...(reliefNeeded && { reliefGrounds: ['疾病'] }) }),
  reliefGiven: () => ({ careGiven: '由大厅医务人员测量血压，并送县医院诊治。' }),
  emergencyCall: () => ({
    emergencyKinds: ['110'],
    emergencyOn: '2026-06-01',
    dangerFacts: '手持汽油瓶站在大厅门口，声称要点燃。',
  }),
  emergencyRecord: () => ({ emergencyRecord: '民警五分钟后到场，劝其放下汽油瓶，无人受伤。' }),
  referralReview: (referralWrong = false) => ({
    referralWrong,
    referralFinding: '调阅了录像和教育记录，程序完备。',
    ...(referralWrong && { correctionFinding: '行为没有达到情节严重。', correctionText: '撤回原函，并向本人说明。' }),
  }),
};
