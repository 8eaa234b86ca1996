/** One thing wrong with a template, at a line of its file (counted from 1). */
export interface TemplateProblem {
  line: number;
  /** Stable word for programs, e.g. `raw-output`, `unknown-helper`, `url`. */
  code: string;
  /** What is wrong and what to write instead, for the process owner. */
  message: string;
}

/** The template may not be used; every problem is listed. */
export class TemplateRejected extends Error {
  override readonly name = 'TemplateRejected';
  constructor(readonly problems: readonly TemplateProblem[]) {
    super(`文书模板不能使用：${problems.map(({ line, message }) => `第${line}行 ${message}`).join('；')}`);
  }
}

/** A required field, by its path in the data (`demands[].result` means: of every demand) and its name for people. */
export interface RequiredField {
  path: string;
  label: string;
}

/** The notice lacks something it must say (or says something outside the closed list); nothing was rendered. */
export class NoticeIncomplete extends Error {
  override readonly name = 'NoticeIncomplete';
  constructor(
    title: string,
    readonly fields: readonly RequiredField[],
  ) {
    super(`《${title}》缺少必填内容：${fields.map(({ label }) => label).join('、')}。请补全后再出具，尚未取号。`);
  }
}

/** The data holds a character reserved for the number's place, so the document could not be numbered safely. */
export class NoticeDataRefused extends Error {
  override readonly name = 'NoticeDataRefused';
}

/** Rendering failed, or did not end within its time or memory. `reason` tells which. */
export class RenderingFailed extends Error {
  override readonly name = 'RenderingFailed';
  constructor(
    readonly reason: 'time' | 'memory' | 'size' | 'template',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The PDF could not be printed: the browser did not start, ended, or took too long. */
export class PrintingFailed extends Error {
  override readonly name = 'PrintingFailed';
}
