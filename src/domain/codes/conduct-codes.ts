import type { Code } from './code.js';

/**
 * The closed list of conduct that may open an incident (domain.md §2.3): 《信访工作条例》 articles 26 and 20(3). An unreasonable
 * demand, repeated visits, going to a higher level, refusing to sign or talking to the media are not conduct.
 */
export const conductCodes: readonly Code[] = [
  { code: '26(1)', name: '围堵、冲击机关，拦截公务车辆，堵塞、阻断交通' },
  { code: '26(2)', name: '携带危险物品、管制器具' },
  { code: '26(3)', name: '侮辱、殴打、威胁工作人员，非法限制他人人身自由，毁坏财物' },
  { code: '26(4)', name: '在信访接待场所滞留、滋事，或者将生活不能自理的人弃留' },
  { code: '26(5)', name: '煽动、串联、胁迫、以财物诱使、幕后操纵他人信访，以信访为名借机敛财' },
  { code: '26(6)', name: '其他扰乱公共秩序、妨害国家和公共安全的行为' },
  { code: '20(3)', name: '多人走访拒不推选代表' },
];
