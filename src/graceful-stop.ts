import type { INestApplication } from '@nestjs/common';
import { OpenRequests } from './platform/http/open-requests.js';
import { faultOf } from './platform/logging/fault.js';
import { Log } from './platform/logging/log.js';
import { Draining } from './platform/shutdown/draining.js';
import { Scheduler } from './workflow/scheduler.js';

/** Milliseconds for which the address still answers, so that clients are told and need not guess from a cut connection. */
const lingerMillis = 500;
/** Milliseconds that requests and jobs have to end in. */
const drainMillis = 8_000;
/** After so many milliseconds the process ends, whatever hangs: what was acknowledged is on disk. */
const stopMillis = 9_500;

/**
 * Ends the server: it says so to whoever asks whether it is ready, turns new requests away, ends streams and long polls,
 * finishes the requests, transactions and jobs that it began, and closes the database.
 */
export async function stopGracefully(app: INestApplication): Promise<void> {
  app.get(Draining).begin();
  const ended = Promise.all([linger(), app.get(Scheduler).stop()]).then(() => app.get(OpenRequests).none());
  await within(drainMillis, ended);
  await app.close();
}

/** Lets SIGTERM and Ctrl+C end the process in this way; a second Ctrl+C ends it at once. */
export function stopOnSignals(app: INestApplication): void {
  const log = app.get(Log);
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) {
      if (signal === 'SIGINT') process.exit(1);
      return;
    }
    stopping = true;
    log.log('stopping', { signal });
    setTimeout(() => {
      log.error('stop takes too long', { requests: app.get(OpenRequests).count });
      process.exit(1);
    }, stopMillis).unref();
    stopGracefully(app).then(
      () => process.exit(0),
      (reason: unknown) => {
        log.error('stop failed', faultOf(reason));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

const linger = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lingerMillis));

/** Resolves when the work is done or the time is over. */
async function within(millis: number, work: Promise<unknown>): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise((resolve) => {
      timeout = setTimeout(resolve, millis);
    }),
  ]);
  clearTimeout(timeout);
}
