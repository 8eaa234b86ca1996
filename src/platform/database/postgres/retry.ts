/** Tries something again after a pause that doubles with every failure; it keeps no process alive. */
export class Retry {
  private timer: NodeJS.Timeout | undefined;
  private pause: number;
  private isStopped = false;

  /**
   * @param task what is tried again
   * @param first milliseconds before the first try
   * @param longest milliseconds between two tries at the most
   */
  constructor(
    private readonly task: () => void,
    private readonly first: number,
    private readonly longest: number,
  ) {
    this.pause = first;
  }

  /** After a failure. Nothing happens once it is stopped. */
  later(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(this.task, this.pause);
    this.timer.unref();
    this.pause = Math.min(this.longest, this.pause * 2);
  }

  /** The next failure is a first one again. */
  succeeded(): void {
    this.pause = this.first;
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }
}
