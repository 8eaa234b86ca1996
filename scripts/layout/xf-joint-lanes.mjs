/** Lanes of xf_joint from top to bottom; the four kinds of joint work share them. */
export const CONVENER = 'lane_convener';
export const OFFICE = 'lane_office';
export const MEMBERS = 'lane_members';
export const LEAD = 'lane_lead';
export const FUND = 'lane_fund';
export const APPROVER = 'lane_approver';
export const AUDIT = 'lane_audit';

export const lanes = [
  { id: CONVENER, name: '召集人', role: 'R12', rows: [0], basis: 'S3.5 R22-24' },
  { id: OFFICE, name: '联席办', role: 'R2', rows: [0, 1], basis: 'S3.5' },
  { id: MEMBERS, name: '成员单位', role: 'R7', rows: [0, 1, 2], basis: 'S3.5 L5' },
  { id: LEAD, name: '包案领导', role: 'R4', rows: [0, 1, 2], basis: 'L3 S4.4' },
  { id: FUND, name: '专项资金', role: 'R13', rows: [0], basis: 'S3.7 H15' },
  { id: APPROVER, name: '主管领导', role: 'R5', rows: [0], basis: 'S3.7' },
  { id: AUDIT, name: '审计', role: 'R14', rows: [0], basis: 'S3.7' },
];
