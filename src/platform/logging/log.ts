import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { LogLevel } from '../config/config.js';

/** Lines of JSON on standard output: keys and codes only, never what a person wrote or is called. */
export class Log implements LoggerService {
  private readonly logger: Logger;

  constructor(readonly level: LogLevel) {
    this.logger = pino({ level, base: undefined });
  }

  /** Nest announces every module and route under a context name: of use when something is looked for, not at every start. */
  log(message: unknown, ...context: unknown[]): void {
    const level = typeof context.at(-1) === 'string' ? 'debug' : 'info';
    this.logger[level](fields(context), String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn(fields(context), String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    this.logger.error(fields(context), String(message));
  }

  fatal(message: unknown, ...context: unknown[]): void {
    this.logger.fatal(fields(context), String(message));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug(fields(context), String(message));
  }

  verbose(message: unknown, ...context: unknown[]): void {
    this.logger.trace(fields(context), String(message));
  }
}

/** Nest hands over a context name or a stack as further arguments; our own code hands over an object. */
function fields(context: unknown[]): Record<string, unknown> {
  const last = context.at(-1);
  if (typeof last === 'object' && last !== null) return last as Record<string, unknown>;
  return typeof last === 'string' ? { context: last } : {};
}
