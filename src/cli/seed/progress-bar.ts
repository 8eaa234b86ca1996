/** A bar that is drawn over itself on a terminal, and a line at every tenth elsewhere. */
export class ProgressBar {
  private shown = -1;

  constructor(
    private readonly label: string,
    private readonly output: NodeJS.WriteStream = process.stderr,
  ) {}

  /** @param share 0 to 1 */
  show(share: number): void {
    const percent = Math.floor(share * 100);
    const step = this.output.isTTY ? percent : Math.floor(percent / 10) * 10;
    if (step === this.shown) return;
    this.shown = step;
    const filled = Math.round(share * 30);
    const bar = `${this.label} [${'█'.repeat(filled)}${'·'.repeat(30 - filled)}] ${String(step).padStart(3)} %`;
    this.output.write(this.output.isTTY ? `\r${bar}${share >= 1 ? '\n' : ''}` : `${bar}\n`);
  }
}
