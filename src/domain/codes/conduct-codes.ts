import type { Code } from './code.js';

/** One kind of conduct: its name in a form, and the article with the words a referral letter uses. */
export interface ConductCode extends Code {
  /** e.g. `第二十六条第一项`, of 《信访工作条例》. */
  article: string;
  text: string;
}

/**
 * The closed list of conduct that may open an incident and be referred (domain.md §2.3): 《信访工作条例》 articles 26 and 20(3).
 * An unreasonable demand, repeated visits, going to a higher level, refusing to sign or talking to the media are not conduct.
 */
export const conductCodes: readonly ConductCode[] = [
  {
    code: '26(1)',
    name: '围堵、冲击机关，拦截公务车辆，堵塞、阻断交通',
    article: '第二十六条第一项',
    text: '在机关、单位办公场所周围、公共场所非法聚集，围堵、冲击机关、单位，拦截公务车辆，或者堵塞、阻断交通',
  },
  {
    code: '26(2)',
    name: '携带危险物品、管制器具',
    article: '第二十六条第二项',
    text: '携带危险物品、管制器具',
  },
  {
    code: '26(3)',
    name: '侮辱、殴打、威胁工作人员，非法限制他人人身自由，毁坏财物',
    article: '第二十六条第三项',
    text: '侮辱、殴打、威胁机关、单位工作人员，非法限制他人人身自由，或者毁坏财物',
  },
  {
    code: '26(4)',
    name: '在信访接待场所滞留、滋事，或者将生活不能自理的人弃留',
    article: '第二十六条第四项',
    text: '在信访接待场所滞留、滋事，或者将生活不能自理的人弃留在信访接待场所',
  },
  {
    code: '26(5)',
    name: '煽动、串联、胁迫、以财物诱使、幕后操纵他人信访，以信访为名借机敛财',
    article: '第二十六条第五项',
    text: '煽动、串联、胁迫、以财物诱使、幕后操纵他人信访，或者以信访为名借机敛财',
  },
  {
    code: '26(6)',
    name: '其他扰乱公共秩序、妨害国家和公共安全的行为',
    article: '第二十六条第六项',
    text: '其他扰乱公共秩序、妨害国家和公共安全的行为',
  },
  {
    code: '20(3)',
    name: '多人走访拒不推选代表',
    article: '第二十条第三款',
    text: '多人采用走访形式提出共同的信访事项，不按规定推选代表',
  },
];
