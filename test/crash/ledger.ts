import type { Answer } from '../builders/caller.js';

/** What the client knows about a request: the server said yes, said no, or was gone before it said anything. */
export type Fate = 'acknowledged' | 'refused' | 'unknown';

export interface Registration {
  kind: 'registration';
  /** Unique title: how the case is found again when its number was never told. */
  title: string;
  fate: Fate;
  number?: string;
}

export interface Completion {
  kind: 'completion';
  taskKey: string;
  fate: Fate;
}

/** Everything that was asked of the server, with its fate. */
export class Ledger {
  readonly registrations: Registration[] = [];
  readonly completions: Completion[] = [];

  /** Resolves with the answer, or with undefined when the server was gone. */
  async register(
    title: string,
    call: () => Promise<Answer<{ number: string }>>,
  ): Promise<Answer<{ number: string }> | undefined> {
    const { fate, answer } = await fateOf(call);
    this.registrations.push({
      kind: 'registration',
      title,
      fate,
      ...(fate === 'acknowledged' ? { number: answer!.body.number } : {}),
    });
    return answer;
  }

  async complete(taskKey: string, call: () => Promise<Answer<unknown>>): Promise<Answer<unknown> | undefined> {
    const { fate, answer } = await fateOf(call);
    this.completions.push({ kind: 'completion', taskKey, fate });
    return answer;
  }

  get acknowledged(): number {
    return [...this.registrations, ...this.completions].filter((entry) => entry.fate === 'acknowledged').length;
  }

  count(fate: Fate): number {
    return [...this.registrations, ...this.completions].filter((entry) => entry.fate === fate).length;
  }
}

async function fateOf<T>(call: () => Promise<Answer<T>>): Promise<{ fate: Fate; answer?: Answer<T> }> {
  let answer: Answer<T>;
  try {
    answer = await call();
  } catch {
    return { fate: 'unknown' };
  }
  // 503 says that nothing was written; any other fault of the server leaves it open.
  if (answer.status >= 500 && answer.status !== 503) return { fate: 'unknown', answer };
  return { fate: answer.status < 300 ? 'acknowledged' : 'refused', answer };
}
