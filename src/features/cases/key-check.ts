import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { KeyFileError } from '../../platform/keys/key-files.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { SealedTextBroken } from '../../platform/keys/sealed-text.js';

/** Stops the start when the master key is not the one of this database: working on would mix two keys in one table. */
@Injectable()
export class KeyCheck implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  /** @throws KeyFileError */
  async onApplicationBootstrap(): Promise<void> {
    const row = await this.database.get<{ wrapped_key: string }>(
      `SELECT wrapped_key FROM petition_case ORDER BY registered_at DESC LIMIT 1`,
    );
    if (!row) return;
    try {
      this.keys.unwrap(row.wrapped_key);
    } catch (reason) {
      if (!(reason instanceof SealedTextBroken)) throw reason;
      throw new KeyFileError('主密钥与数据库不符，服务未启动。请恢复原来的 keys/master.key(或 MASTER_KEY)后再启动。');
    }
  }
}
