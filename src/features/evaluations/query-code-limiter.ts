import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { LoginLimiter } from '../identity/login-limiter.js';

/** Guessing a query code is limited as guessing a password is: by case and by address. */
@Injectable()
export class QueryCodeLimiter extends LoginLimiter {
  constructor(clock: Clock) {
    super(clock);
  }

  protected override sentence(minutes: number): string {
    return `编号或查询码连续有误，请 ${minutes} 分钟后再试。`;
  }
}
