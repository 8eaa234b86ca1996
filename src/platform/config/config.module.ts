import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock, SystemClock } from '../clock/clock.js';
import { parseConfig, type Config } from './config.js';

/** Injection token of the parsed `Config`. */
export const CONFIG = Symbol('minqing config');

/** What a test hands in instead of the environment and the system's time. */
export interface Surroundings {
  config?: Config;
  clock?: Clock;
}

@Global()
@Module({})
export class ConfigModule {
  static with({ config, clock }: Surroundings): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: CONFIG, useFactory: () => config ?? parseConfig(process.env, process.cwd()) },
        { provide: Clock, useFactory: () => clock ?? new SystemClock() },
      ],
      exports: [CONFIG, Clock],
    };
  }
}
