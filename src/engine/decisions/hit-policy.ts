/** What becomes of the rules that match: hit policies and aggregation (DMN 1.3, 8.2.10). */
import { FeelError, evaluateInDecision } from '../feel/feel.js';
import type { FeelHost } from '../feel/feel.js';
import { isTemporalValue, toJson } from '../feel/values.js';
import type { Json } from '../ports.js';
import { composed } from './composed.js';
import { decimalSum } from './decimal-sum.js';
import type { DecisionTableModel } from './model.js';

/** A rule that matches. */
export interface Hit {
  /** Of the rule, from 1. */
  number: number;
  /** FEEL values, one for each output. */
  outputs: unknown[];
}

/**
 * The table's result from its hits, of which there is at least one.
 * @throws FeelError when the hit policy is violated; names the rules.
 */
export function applyHitPolicy(table: DecisionTableModel, hits: readonly Hit[], host: FeelHost): unknown {
  const single = (hit: Hit): unknown => composed(table, hit.outputs);
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (hits.length > 1)
        throw new FeelError(`命中策略 UNIQUE 只允许一条规则命中，而${rules(hits)}同时命中，请修改规则`);
      return single(hits[0]!);
    case 'FIRST':
      return single(hits[0]!);
    case 'ANY':
      return single(anyOf(hits));
    case 'PRIORITY':
      return single(byPriority(table, hits)[0]!);
    case 'OUTPUT ORDER':
      return byPriority(table, hits).map(single);
    case 'RULE ORDER':
      return hits.map(single);
    case 'COLLECT':
      return table.aggregation ? aggregated(table, hits, host) : hits.map(single);
  }
}

function rules(hits: readonly Hit[]): string {
  return `第 ${hits.map(({ number }) => number).join('、')} 条规则`;
}

/** Rules may overlap as long as they say the same. */
function anyOf(hits: readonly Hit[]): Hit {
  const text = (hit: Hit): string => canonical(toJson(hit.outputs));
  const [first, ...others] = hits;
  const different = others.find((hit) => text(hit) !== text(first!));
  if (different)
    throw new FeelError(
      `命中策略 ANY 要求同时命中的规则输出相同，而${rules([first!, different])}的输出不同，请修改规则`,
    );
  return first!;
}

/** JSON text that does not depend on the order of entries. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name]!)}`);
  return `{${entries.join(',')}}`;
}

/**
 * Hits from the highest priority to the lowest: by the place of the first output's value among its allowed values, then the
 * second's, and so on; outputs without allowed values do not count. Equal ones stay in the order of the rules.
 */
function byPriority({ outputs }: DecisionTableModel, hits: readonly Hit[]): Hit[] {
  const places = (hit: Hit): number[] =>
    outputs.flatMap(({ priorities }, column) => (priorities ? [priorities.indexOf(toJson(hit.outputs[column]))] : []));
  return hits
    .map((hit) => ({ hit, places: places(hit) }))
    .sort((a, b) => {
      const column = a.places.findIndex((place, index) => place !== b.places[index]);
      return column === -1 ? 0 : a.places[column]! - b.places[column]!;
    })
    .map(({ hit }) => hit);
}

function aggregated({ aggregation, outputs }: DecisionTableModel, hits: readonly Hit[], host: FeelHost): unknown {
  if (aggregation === 'COUNT') return hits.length;
  const values = hits.map((hit) => hit.outputs[0]);
  if (aggregation === 'SUM') {
    const wrong = hits.filter((hit) => typeof hit.outputs[0] !== 'number');
    if (wrong.length > 0)
      throw new FeelError(`汇总 SUM 需要数字，而${rules(wrong)}的输出“${outputs[0]!.label}”不是数字`);
    return decimalSum(values as number[]);
  }
  const less = (a: unknown, b: unknown): boolean => isLess(a, b, host);
  const extreme = values.reduce((found, value) => {
    const better = aggregation === 'MIN' ? less(value, found) : less(found, value);
    return better ? value : found;
  });
  // Compared with itself too, so that a single value that cannot be compared is found.
  if (values.every((value) => areComparable(value, extreme))) return extreme;
  throw new FeelError(
    `汇总 ${aggregation} 需要同为数字或同为时间的值，而${rules(hits)}的输出“${outputs[0]!.label}”不能比较`,
  );
}

function areComparable(a: unknown, b: unknown): boolean {
  if (typeof a === 'number') return typeof b === 'number';
  return isTemporalValue(a) && isTemporalValue(b) && a.constructor === b.constructor;
}

function isLess(a: unknown, b: unknown, host: FeelHost): boolean {
  if (!areComparable(a, b)) return false;
  if (typeof a === 'number') return a < (b as number);
  return evaluateInDecision('a < b', { variables: {}, named: { a, b } }, host) === true;
}
