import type { Answer, Caller, Json } from '../builders/caller.js';

/** What the client knows about a request: the server said yes, said no, or was gone before it said anything. */
export type Fate = 'acknowledged' | 'refused' | 'unknown';

interface Entry {
  fate: Fate;
  /** Who asked for what, under which `Idempotency-Key`. */
  by: string;
  path: string;
  body: object;
  key: string;
  answer?: Answer<Json>;
}

export interface Registration extends Entry {
  kind: 'registration';
  /** Unique title: how the case is found again when its number was never told. */
  title: string;
}

export interface Completion extends Entry {
  kind: 'completion';
  taskKey: string;
}

type Asked = Pick<Entry, 'by' | 'path' | 'body'> &
  (Pick<Registration, 'kind' | 'title'> | Pick<Completion, 'kind' | 'taskKey'>);

/** Everything that was asked of the server, with its fate. */
export class Ledger {
  readonly registrations: Registration[] = [];
  readonly completions: Completion[] = [];
  /** Entries that were unknown until they were repeated. */
  settled = 0;
  private repeated = 0;
  private readonly all: (Registration | Completion)[] = [];

  /** Sends a POST with a key of its own. Resolves with the answer, or with undefined when the server was gone. */
  async send(asked: Asked, caller: Caller): Promise<Answer<Json> | undefined> {
    const entry = { ...asked, key: `ledger-${this.all.length}`, fate: 'unknown' } as Registration | Completion;
    this.all.push(entry);
    if (entry.kind === 'registration') this.registrations.push(entry);
    else this.completions.push(entry);
    await carryOut(entry, caller);
    return entry.answer;
  }

  /**
   * Asks again for everything that was asked for since the last time, each under its key. Gives what is wrong: another answer
   * than the one that was given, or none now.
   */
  async repeat(as: (username: string) => Caller): Promise<string[]> {
    const wrong: string[] = [];
    for (const entry of this.all.slice(this.repeated)) {
      const { fate, answer, path, key } = entry;
      const known = fate === 'unknown' ? undefined : answer;
      await carryOut(entry, as(entry.by));
      const { status, body } = entry.answer!;
      const isSame = !known || (known.status === status && JSON.stringify(known.body) === JSON.stringify(body));
      if (!isSame) wrong.push(`${path} ${key}: ${known.status} ${JSON.stringify(known.body)}, then ${status}`);
      if (entry.fate === 'unknown') wrong.push(`${path} ${key}: not settled, ${status}`);
      if (!known) this.settled += 1;
    }
    this.repeated = this.all.length;
    return wrong;
  }

  get acknowledged(): number {
    return this.count('acknowledged');
  }

  count(fate: Fate): number {
    return this.all.filter((entry) => entry.fate === fate).length;
  }
}

async function carryOut(entry: Entry, caller: Caller): Promise<void> {
  let answer: Answer<Json>;
  try {
    answer = await caller.post(entry.path, entry.body, { 'idempotency-key': entry.key });
  } catch {
    return;
  }
  entry.answer = answer;
  // 503 says that nothing was written; any other fault of the server leaves it open.
  if (answer.status >= 500 && answer.status !== 503) return;
  entry.fate = answer.status < 300 ? 'acknowledged' : 'refused';
}
