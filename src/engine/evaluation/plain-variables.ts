/** Values that come from outside, before they become variables. */
import type { Variables } from '../ports.js';

const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Without the names that reach a prototype when they are copied. */
export function withoutPrototypeKeys(values: Variables): Variables {
  if (!PROTOTYPE_KEYS.some((name) => Object.hasOwn(values, name))) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !PROTOTYPE_KEYS.includes(name)));
}
