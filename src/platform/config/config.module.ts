import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../clock/clock.js';
import { parseConfig } from './config.js';

/** Injection token of the parsed `Config`. */
export const CONFIG = Symbol('minqing config');

@Global()
@Module({
  providers: [
    { provide: CONFIG, useFactory: () => parseConfig(process.env, process.cwd()) },
    { provide: Clock, useClass: SystemClock },
  ],
  exports: [CONFIG, Clock],
})
export class ConfigModule {}
