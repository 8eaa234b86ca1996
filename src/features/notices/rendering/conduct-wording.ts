/**
 * How a referral letter words the conduct codes of the form `conduct_record`: the closed list of 《信访工作条例》 articles
 * 20 and 26. Nothing outside this list can be referred to the police.
 */
const wording: Record<string, { article: string; text: string }> = {
  '26(1)': {
    article: '第二十六条第一项',
    text: '在机关、单位办公场所周围、公共场所非法聚集，围堵、冲击机关、单位，拦截公务车辆，或者堵塞、阻断交通',
  },
  '26(2)': { article: '第二十六条第二项', text: '携带危险物品、管制器具' },
  '26(3)': {
    article: '第二十六条第三项',
    text: '侮辱、殴打、威胁机关、单位工作人员，非法限制他人人身自由，或者毁坏财物',
  },
  '26(4)': {
    article: '第二十六条第四项',
    text: '在信访接待场所滞留、滋事，或者将生活不能自理的人弃留在信访接待场所',
  },
  '26(5)': {
    article: '第二十六条第五项',
    text: '煽动、串联、胁迫、以财物诱使、幕后操纵他人信访，或者以信访为名借机敛财',
  },
  '26(6)': { article: '第二十六条第六项', text: '其他扰乱公共秩序、妨害国家和公共安全的行为' },
  '20(3)': { article: '第二十条第三款', text: '多人采用走访形式提出共同的信访事项，不按规定推选代表' },
};

/** The article and its words for a conduct code; undefined when the code is not on the list. */
export function conductWording(code: string): { code: string; article: string; text: string } | undefined {
  const entry = Object.hasOwn(wording, code) ? wording[code] : undefined;
  return entry && { code, ...entry };
}
