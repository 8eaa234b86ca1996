/**
 * Types of a file: the built-in ones, and item definitions, which restrict, list or compose them (DMN 1.3, 7.3.2 and
 * 10.3.2.2). A type of null means any value.
 */
import { childOf, childrenOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { readTests } from './constants.js';
import type { Findings } from './findings.js';
import { BASE_TYPES } from './model.js';
import type { BaseType, ValueType } from './model.js';

/** By FEEL name; dmn-js and other tools write those with spaces in one word. */
const BUILT_IN: ReadonlyMap<string, BaseType> = new Map([
  ...BASE_TYPES.map((type) => [type, type] as const),
  ['dateTime', 'date and time'],
  ['dayTimeDuration', 'days and time duration'],
  ['yearMonthDuration', 'years and months duration'],
]);
const DEEPEST_TYPE = 8;

export class Types {
  private readonly definitions = new Map<string, ModdleElement>();
  private readonly known = new Map<string, ValueType | null>();
  private readonly open: string[] = [];

  constructor(
    root: ModdleElement,
    private readonly findings: Findings,
  ) {
    for (const definition of childrenOf(root, 'itemDefinition')) {
      const name = definition.name ?? '';
      if (this.definitions.has(name) || isBuiltIn(name))
        this.report(definition, `数据类型“${name}”重名，请更换其中一个名称`);
      else this.definitions.set(name, definition);
    }
    for (const name of this.definitions.keys()) this.named(name);
  }

  /** The type an element names with `typeRef`; null for any. */
  of(element: ModdleElement | undefined): ValueType | null {
    const name = textOf(element, 'typeRef')?.trim();
    if (!element || !name) return null;
    if (isBuiltIn(name) || this.definitions.has(name)) return this.named(name);
    this.report(element, `没有名为“${name}”的数据类型，请改用 string、number、boolean、date 等，或先定义它`);
    return null;
  }

  private named(name: string): ValueType | null {
    if (name === 'Any') return null;
    const base = BUILT_IN.get(name);
    if (base) return { name, shape: { kind: 'base', base } };
    if (this.known.has(name)) return this.known.get(name)!;
    const definition = this.definitions.get(name)!;
    if (this.open.includes(name) || this.open.length >= DEEPEST_TYPE) {
      this.report(definition, `数据类型“${name}”引用了自己，或嵌套超过 ${DEEPEST_TYPE} 层`);
      return null;
    }
    this.open.push(name);
    const type = this.read(definition, name);
    this.open.pop();
    this.known.set(name, type);
    return type;
  }

  private read(definition: ModdleElement, name: string): ValueType | null {
    const single = this.readSingle(definition, name);
    return definition.isCollection === true ? { name, shape: { kind: 'list', item: single } } : single;
  }

  private readSingle(definition: ModdleElement, name: string): ValueType | null {
    const components = childrenOf(definition, 'itemComponent');
    if (components.length > 0) {
      const entries = components.map((component) => [component.name ?? '', this.read(component, component.name ?? '')]);
      return { name, shape: { kind: 'context', entries: Object.fromEntries(entries) } };
    }
    const type = this.of(definition);
    const restricted = childOf(definition, 'allowedValues');
    if (!restricted) return type && { ...type, name };
    const text = textOf(restricted, 'text') ?? '';
    this.findings.checkTests(definition, `数据类型“${name}”的允许值`, text);
    if (type && !type.allowed && type.shape.kind === 'base') return { ...type, name, allowed: readTests(text) };
    this.report(definition, `数据类型“${name}”限定了允许值，它的基本类型须是未限定的 string、number、date 等`);
    return null;
  }

  private report(element: ModdleElement, message: string): void {
    this.findings.add(element, 'value-types', message);
  }
}

function isBuiltIn(name: string): boolean {
  return name === 'Any' || BUILT_IN.has(name);
}
