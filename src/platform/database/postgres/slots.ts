import { Unavailable } from '../../failure.js';

/** Lets so many at a time; the others wait for their turn in the order in which they came. */
export class Slots {
  private readonly waiting = new Set<() => void>();

  /**
   * @param free how many at a time
   * @param mostMillis after which one that waits is told that the system is busy
   */
  constructor(
    private free: number,
    private readonly mostMillis: number,
  ) {}

  get queued(): number {
    return this.waiting.size;
  }

  /** @throws Unavailable */
  async take(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        clearTimeout(timer);
        this.waiting.delete(turn);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(turn);
        reject(new Unavailable('database-busy', '系统正忙，操作没有完成，请稍后重试。', 2));
      }, this.mostMillis);
      this.waiting.add(turn);
    });
  }

  give(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.free += 1;
  }
}
