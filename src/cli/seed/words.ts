import type { FormComponent } from '../../workflow/forms/index.js';
import type { Chance } from './chance.js';
import { personName } from './petitions.js';

/** Sentences by what the label of a field asks for; the first that fits is taken. */
const sentences: readonly (readonly [RegExp, readonly string[]])[] = [
  [/电话|联系方式/, ['0390-6211200', '0390-6211333']],
  [/姓名|人员|参加|主持|记录人|承办人|经办|接收人|签收人|见证人|证人|代表|领导$/, []],
  [/地点|场所/, ['信访大厅第三接待室', '城关镇群众工作站', '县信访局会议室']],
  [/依据|条款|政策/, ['《信访工作条例》第三十一条、第三十二条。', '《信访工作条例》第二十二条，属地管理、分级负责。']],
  [
    /措施|办法|帮扶|计划/,
    ['已约谈用人单位并责令限期整改，安排专人跟进落实。', '由责任单位三个工作日内拿出解决方案并书面告知。'],
  ],
  [
    /事实|情况|经过|调查|核实|查明/,
    [
      '经调阅档案、走访当事人和有关单位，反映的情况基本属实，具体如上。',
      '经实地查看和询问双方，主要事实清楚，有书面材料印证。',
    ],
  ],
  [/理由|原因/, ['诉求事实清楚，处理有明确规定，应当依法办理。', '情况较为复杂，需要会同有关部门进一步核实。']],
  [/意见|批示|决定/, ['同意，请依法依规抓紧办理。', '请承办单位认真核实，按期答复。']],
  [/答复|回复/, ['经研究，已依法作出处理，具体情况已当面说明。', '该项诉求已转责任单位办理，将按期书面答复。']],
  [/反应|态度/, ['信访人表示理解，希望尽快办理。', '信访人接受说明，要求书面答复。']],
  [/证据|材料/, ['现场照片四张、询问笔录两份。', '合同复印件、银行流水各一份。']],
];

/** Something an officer would write there. */
export function wordsFor(field: FormComponent, chance: Chance): string {
  const label = field.label ?? '';
  const [, choices] = sentences.find(([asked]) => asked.test(label)) ?? [undefined, undefined];
  if (choices?.length === 0) return personName(chance);
  if (choices) return chance.of(choices);
  return field.type === 'textarea' ? `${label}：已按规定办理，情况记录在案。` : label.slice(0, 20) || '已办理';
}
