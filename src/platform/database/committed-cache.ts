import { Database, type SqlReader, type SqlTransaction } from './database.js';

/**
 * Keeps what was read of rows that never change once they are committed. What a transaction reads may be its own and be
 * rolled back, and its key be given to another row afterwards: it is kept only after the commit.
 */
export class CommittedCache<V> {
  private readonly values = new Map<string, V>();

  /** @param capacity entries at most; the oldest goes first */
  constructor(private readonly capacity: number) {}

  async of<R extends SqlReader>(key: string, reader: R, read: (reader: R) => Promise<V>): Promise<V> {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = await read(reader);
    const source = reader instanceof Database ? reader.source() : reader;
    if (isTransaction(source)) source.afterCommit(() => this.keep(key, value));
    else this.keep(key, value);
    return value;
  }

  private keep(key: string, value: V): void {
    if (this.values.size >= this.capacity) this.values.delete(this.values.keys().next().value!);
    this.values.set(key, value);
  }
}

const isTransaction = (reader: SqlReader): reader is SqlTransaction => 'afterCommit' in reader;
