import { named, type Code } from './code.js';

/** How a petition reached the organ; the digit goes into the case number. */
export interface Channel extends Code {
  digit: string;
}

export const channels: readonly Channel[] = named('网上', '来信', '来电', '传真', '走访', '下访', '领导交办').map(
  (channel, index) => ({ ...channel, digit: String(index + 1) }),
);

/** Category tree of the first level (domain.md §5): the county's eleven, the means of part 4, and the rest. */
export const categories: readonly Code[] = [
  { code: '01', name: '农村土地征用' },
  { code: '02', name: '城镇房屋拆迁' },
  { code: '03', name: '企业转属改制' },
  { code: '04', name: '涉法涉诉' },
  { code: '05', name: '重点工程建设' },
  { code: '06', name: '拖欠农民工工资' },
  { code: '07', name: '水利' },
  { code: '08', name: '林业' },
  { code: '09', name: '人事' },
  { code: '10', name: '劳动' },
  { code: '11', name: '社保' },
  { code: '12', name: '新农合' },
  { code: '13', name: '农村养老保险' },
  { code: '14', name: '作风（四风）' },
  { code: '15', name: '建议意见' },
  { code: '16', name: '检举控告' },
  { code: '99', name: '其他' },
];

/** In the order in which a case passes through them. */
export const statuses = named('已登记', '受理中', '办理中', '已答复', '已办结');
export const urgencies = named('一般', '紧急', '特急');
export const residentIdType = '居民身份证';
export const idTypes = named(
  residentIdType,
  '护照',
  '港澳居民来往内地通行证',
  '台湾居民来往大陆通行证',
  '外国人永久居留身份证',
  '其他',
);
export const sexes = named('男', '女');
export const outcomes = named(
  '支持',
  '解释说明',
  '不予支持',
  '转送',
  '调解和解',
  '导入法定途径',
  '撤回',
  '不予受理',
  '不再受理',
);
/** 《信访工作条例》 articles 29, 30, 31. */
export const kinds = named('建议意见', '检举控告', '申诉求决');
/** 检举控告, by its category at registration or by its kind once it has been studied. */
export const accusation = { category: '16', kind: '检举控告' } as const;
export const levels = named('村级', '乡镇街道级', '县级', '市级');
/** 一条龙: the five stations a petitioner is told, in order. */
export const stations = ['提出', '受理', '办理', '督办', '回复'] as const;
/** Results of one demand in a 处理意见书 (article 32). */
export const demandResults = named('支持', '解释说明', '不予支持');
