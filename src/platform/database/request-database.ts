import { AsyncLocalStorage } from 'node:async_hooks';
import { Failure } from '../failure.js';
import {
  Database,
  type CommitObserver,
  type DatabaseFigures,
  type Lock,
  type SqlReader,
  type SqlTransaction,
  type SqlValue,
} from './database.js';

/** The transaction of the request that is being served; absent outside {@link RequestDatabase.together}. */
const current = new AsyncLocalStorage<HeldTransaction>();

/**
 * A group of writes that was rolled back is run again member by member, and a transaction that met another one's locks in
 * the wrong order begins again with them: so often a request is carried out anew for it.
 */
const mostRuns = 5;

/**
 * Lets a request make all its changes in one transaction, together with the note of what it answers.
 *
 * The transaction begins with the first write of the request and ends when its answer is known; what comes before the first
 * write (compiling a diagram, say) holds up nobody. Reads in between see the request's own changes. Outside `together` every
 * call goes straight on to the database.
 */
export class RequestDatabase extends Database {
  constructor(private readonly inner: Database) {
    super();
  }

  override all<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]> {
    return this.source().all<Row>(sql, parameters);
  }

  override get<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined> {
    return this.source().get<Row>(sql, parameters);
  }

  override write<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    const held = current.getStore();
    return held?.isOpen ? held.join(work) : this.inner.write(work);
  }

  /**
   * Carries out `handle`, whose writes all join one transaction, and lets `last` add to it before it is committed. Resolves
   * once everything is durable; when `handle` throws, nothing of it is kept. `handle` may be run again.
   * @throws what `handle` and `last` throw; Failure storage-busy when the transaction could not be kept in several attempts.
   */
  async together<R>(
    handle: () => Promise<R>,
    last: (transaction: SqlTransaction, result: R) => Promise<void>,
  ): Promise<R> {
    let locks: readonly Lock[] = [];
    for (let run = 1; run <= mostRuns; run += 1) {
      try {
        const held = new HeldTransaction(this.inner, locks);
        return await current.run(held, () => held.carryOut(handle, last));
      } catch (reason) {
        if (!(reason instanceof RunAgain)) throw reason;
        ({ locks } = reason);
      }
    }
    throw new Failure('unavailable', 'storage-busy', '服务器正忙，内容没有保存，请稍后重试。');
  }

  override observeCommits(observer: CommitObserver): void {
    this.inner.observeCommits(observer);
  }

  override figures(): DatabaseFigures {
    return this.inner.figures();
  }

  override maintain(): Promise<void> {
    return this.inner.maintain();
  }

  override source(): SqlReader {
    return current.getStore()?.transaction ?? this.inner;
  }
}

/** The database ran the work a second time: what has been computed belongs to a transaction that is gone. */
class RunAgain extends Error {
  /** @param locks with which to begin */
  constructor(readonly locks: readonly Lock[]) {
    super('the transaction was rolled back');
  }
}

type Ending = (transaction: SqlTransaction) => Promise<void>;

class HeldTransaction {
  /** While it is open; before the first write and after the end reads see what is committed. */
  transaction: SqlTransaction | undefined;
  /** Whatever of the request still runs after its end (a timer that it set) is on its own. */
  isOpen = true;
  private opening: Promise<SqlTransaction> | undefined;
  private closing: Promise<void> = Promise.resolve();
  private end!: (ending: Ending) => void;
  private readonly ending = new Promise<Ending>((resolve) => (this.end = resolve));
  /** Writes of one request follow each other, as they would in transactions of their own. */
  private queue: Promise<unknown> = Promise.resolve();
  private failed: { reason: unknown } | undefined;

  constructor(
    private readonly database: Database,
    private readonly locks: readonly Lock[],
  ) {}

  join<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    const joined = this.queue.then(async () => work(await this.open()));
    this.queue = joined.catch((reason: unknown) => (this.failed ??= { reason }));
    return joined;
  }

  async carryOut<R>(
    handle: () => Promise<R>,
    last: (transaction: SqlTransaction, result: R) => Promise<void>,
  ): Promise<R> {
    let result: R;
    try {
      result = await handle();
      await this.queue;
      // A write that failed has left its traces in the transaction: it must not be kept, whoever caught the error.
      if (this.failed) throw this.failed.reason;
    } catch (reason) {
      const ended: unknown = await this.finish(() => Promise.reject(reason as Error)).catch((end: unknown) => end);
      throw ended instanceof RunAgain ? ended : reason;
    }
    await this.open();
    await this.finish((transaction) => last(transaction, result));
    return result;
  }

  private finish(ending: Ending): Promise<void> {
    this.isOpen = false;
    this.transaction = undefined;
    this.end(ending);
    return this.closing;
  }

  /** Outside the request's context: writes of others, and effects after their commit, run in the same turn of the database. */
  private open(): Promise<SqlTransaction> {
    this.opening ??= new Promise((resolve, reject) => {
      let isUsed = false;
      this.closing = current.exit(() =>
        this.database.write(async (transaction) => {
          if (isUsed) throw new RunAgain(transaction.locks);
          isUsed = true;
          await transaction.lock(...this.locks);
          this.transaction = transaction;
          resolve(transaction);
          await (
            await this.ending
          )(transaction);
        }),
      );
      this.closing.catch(reject);
    });
    return this.opening;
  }
}
