/** The part of bpmnlint 11 used here; the package ships no declaration for its linter. */
declare module 'bpmnlint/lib/linter.js' {
  interface LintReport {
    id?: string;
    message: string;
    category: 'error' | 'warn' | 'info' | 'rule-error';
  }
  interface LinterOptions {
    config: object;
    resolver: object;
  }
  class Linter {
    constructor(options: LinterOptions);
    lint(root: object): Promise<Record<string, LintReport[]>>;
  }
  export default Linter;
}
