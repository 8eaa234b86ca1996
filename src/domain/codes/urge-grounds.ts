import { named } from './code.js';

/** The grounds of 督办: 《信访工作条例》第四十条, with the six of 《信访条例》(2005) 第三十六条. */
export const urgeGrounds = named(
  '逾期未办结',
  '未反馈办理结果',
  '未按规定程序办理',
  '推诿、敷衍、拖延',
  '弄虚作假',
  '不执行处理意见',
  '其他',
);
