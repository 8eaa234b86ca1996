/** What the codes of the property `basis` stand for. */

/** 接访工作制度, the office's own written rules, in their wording. */
const receptionRules = [
  '接待来访群众时，态度要热情和气，做到文明接待。',
  '与上访群众接谈时，要耐心听，认真记，做到答复明确。',
  '接谈完毕原则和实际情况分级或归口，认真执行逐级上访和属地管理制度。',
  '对要求合理，符合政策的上访案件，经有关领导审批后立案，交信访督查组查处。',
  '对上访群众需要解释或说明时，要耐心地做好政治思想工作。',
  '对无理取闹的上访人，经教育无效的，联系公安部门依法处理。',
];

const regulations: Record<string, string> = {
  R22: '《信访工作条例》（2022 年）',
  R05: '《信访条例》（2005 年，已废止）',
};

export interface BasisSource {
  code: string;
  /** How an office cites it; undefined when the code follows none of the known forms. */
  citation?: string;
  /** The wording, where it is short enough to be carried along. */
  wording?: string;
}

/** Explains one code: `S1.4` is item 4 of 接访工作制度, `R22-34` article 34 of the regulation of 2022. */
export function basisSource(code: string): BasisSource {
  const rule = /^S1\.([1-6])$/.exec(code)?.[1];
  if (rule) return { code, citation: `《接访工作制度》第 ${rule} 项`, wording: receptionRules[Number(rule) - 1] };
  const article = /^(R\d{2})-(\d+)$/.exec(code);
  const regulation = article?.[1] === undefined ? undefined : regulations[article[1]];
  if (regulation && article?.[2]) return { code, citation: `${regulation}第 ${article[2]} 条` };
  return { code };
}
