import { named, type Code } from './code.js';

/** What a piece of material is in a case. */
export const attachmentKinds: readonly Code[] = named(
  '信访材料',
  '身份与授权材料',
  '证据材料',
  '调查办理材料',
  '送达材料',
  '其他材料',
);
