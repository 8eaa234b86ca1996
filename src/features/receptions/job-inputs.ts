/** Reads what forms and messages left in the variables of a job. */
import type { Json, Variables } from '../../engine/ports.js';

/** Trimmed; empty where there is no text. */
export function textOf(variables: Variables | undefined, name: string): string {
  const value = variables?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

export const flagOf = (variables: Variables, name: string): boolean => variables[name] === true;

export function rowsOf(variables: Variables, name: string): Variables[] {
  const value = variables[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

const isRecord = (value: Json): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
