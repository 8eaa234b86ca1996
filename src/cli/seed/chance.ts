import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that repeats itself: the same seed gives the same year. */
export class Chance {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** Both bounds included. */
  between(low: number, high: number): number {
    return uniformInt(this.generator, low, high);
  }

  /** @param percent 0–100 */
  happens(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  of<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to choose from');
    return list[this.between(0, list.length - 1)]!;
  }

  /** Chooses by weights, e.g. `[['支持', 60], ['解释说明', 40]]`. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.between(
      1,
      choices.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [value, weight] of choices) {
      left -= weight;
      if (left <= 0) return value;
    }
    return choices.at(-1)![0];
  }
}
