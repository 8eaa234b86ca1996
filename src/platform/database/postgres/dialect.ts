import { types, type CustomTypesConfig, type QueryConfig } from 'pg';
import type { SqlValue } from '../database.js';

/** Texts that a server keeps prepared for one connection at the most; what searches compose beyond them is sent as it is. */
const preparedTexts = 500;

/** Texts remembered at the most. */
const knownTexts = 2_000;

interface Translated {
  text: string;
  /** Of the prepared statement; absent: not prepared. */
  name?: string;
}

/**
 * Our SQL as PostgreSQL takes it: `?` becomes `$1`, `$2`, …; LIKE pays no regard to upper and lower case, as on SQLite.
 * What stands in quotes stays as it is.
 */
export function toPostgres(sql: string): string {
  let number = 0;
  return sql.replace(/'(?:[^']|'')*'|"[^"]*"|\?|\bLIKE\b/g, (part) => {
    if (part === '?') return `$${(number += 1)}`;
    return part === 'LIKE' ? 'ILIKE' : part;
  });
}

/** Translates each text once and gives it the name under which connections keep it prepared. */
export class StatementTexts {
  private readonly texts = new Map<string, Translated>();
  private named = 0;

  of(sql: string, values: readonly SqlValue[]): QueryConfig<SqlValue[]> {
    const { text, name } = this.texts.get(sql) ?? this.translate(sql);
    return { text, name, values: [...values], types: plainTypes };
  }

  private translate(sql: string): Translated {
    const name = this.named < preparedTexts ? `minqing_${(this.named += 1)}` : undefined;
    const translated = { text: toPostgres(sql), name };
    if (name !== undefined || this.texts.size < knownTexts) this.texts.set(sql, translated);
    return translated;
  }
}

const oid = { boolean: 16, bigint: 20, numeric: 1700 } as const;

/** Numbers as JavaScript has them (counts, sums and our own BIGINT columns stay below 2⁵³); conditions as SQLite gives them, 1 and 0. */
const plainTypes: CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') => {
    if (id === oid.bigint || id === oid.numeric) return Number;
    if (id === oid.boolean) return (text: string) => (text === 't' ? 1 : 0);
    return types.getTypeParser(id, format as 'text');
  }) as CustomTypesConfig['getTypeParser'],
};
