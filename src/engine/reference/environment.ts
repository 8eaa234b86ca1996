/**
 * The environment bpmn-elements runs in, with everything closed that could run foreign code or arm a timer: its default
 * expressions reach `Function` through a variable's text, and its scripts are no sandbox.
 */
import { Environment } from './bpmn-elements.js';
import { SESSION } from './behaviours.js';
import type { Session } from './session.js';

const closed = (what: string) => (): never => {
  throw new Error(`the reference engine has no ${what}`);
};

const expressions = { resolveExpression: closed('expressions'), isExpression: () => false, hasExpression: () => false };
const scripts = { register: () => undefined, getScript: () => undefined };
const timers = { register: closed('timers'), setTimeout: closed('timers'), clearTimeout: () => undefined };

export function closedEnvironment(session: Session): object {
  const services: Record<string, unknown> = Object.create(null);
  services[SESSION] = session;
  return new Environment({ expressions, scripts, timers, services, settings: { disableTrackState: true } });
}
