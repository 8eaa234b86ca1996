export interface PostgresSettings {
  /** `postgres://user:password@host:port/database` */
  url: string;
  /** Connections of each of the two pools, for reads and for writes. */
  connections: number;
  /** Milliseconds after which the server gives a statement up. */
  statementMillis: number;
  /** Milliseconds that a statement waits for a lock. */
  lockMillis: number;
}

/** @returns what is wrong with the address, without the password in it; undefined when it can be used. */
export function refusedPostgresUrl(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return '应为 sqlite:文件路径 或 postgres://用户:密码@主机:端口/数据库名';
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    return '只支持 sqlite:文件路径 和 postgres://用户:密码@主机:端口/数据库名';
  if (url.pathname.length < 2) return 'postgres:// 地址中缺少数据库名';
  return undefined;
}
