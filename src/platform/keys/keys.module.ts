import { Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/config.module.js';
import type { Config } from '../config/config.js';
import { KeyRing } from './key-ring.js';

@Global()
@Module({
  providers: [{ provide: KeyRing, inject: [CONFIG], useFactory: (config: Config) => KeyRing.open(config) }],
  exports: [KeyRing],
})
export class KeysModule {}
