/** The shipped procedures and their forms, as the tests look at them. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@bpmn-io/lezer-feel';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { FormComponent, FormSchema } from '../../src/workflow/forms/index.js';

const ROOT = join(__dirname, '../..');
const namesIn = (folder: string, ending: string): string[] =>
  (existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)) : [])
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

export const diagramNames = namesIn('processes', '.bpmn');
export const readDiagram = (name: string): string => readFileSync(join(ROOT, 'processes', `${name}.bpmn`), 'utf8');
export const decisionNames = namesIn('processes/decisions', '.dmn');
export const formNames = namesIn('processes/forms', '.form');
export const templateNames = namesIn('templates', '.hbs');
export const readForm = (name: string): FormSchema =>
  JSON.parse(readFileSync(join(ROOT, 'processes/forms', `${name}.form`), 'utf8')) as FormSchema;
export const forms = formNames.map(readForm);

/** Every component, containers before what they contain. */
export function componentsOf(components: FormComponent[]): FormComponent[] {
  return components.flatMap((each) => [each, ...componentsOf(each.components ?? [])]);
}

/** Variables a form hands over: fields of a group belong to the form, those of a list to its rows. */
export function variablesOf(components: FormComponent[]): string[] {
  return components.flatMap((each) => (each.type === 'group' ? variablesOf(each.components ?? []) : [each.path ?? each.key ?? []].flat()));
}

export interface ModdleObject {
  $type: string;
  id?: string;
  [name: string]: unknown;
}

/** Every object below one, without following references out of it twice. */
export function* objectsIn(object: ModdleObject, seen = new Set<unknown>()): Generator<ModdleObject> {
  if (seen.has(object)) return;
  seen.add(object);
  yield object;
  for (const value of Object.values(object).flat()) {
    if (typeof value === 'object' && value !== null && '$type' in value) yield* objectsIn(value as ModdleObject, seen);
  }
}

/** Processes of all shipped diagrams, with the messages of their file. */
let processes: Promise<{ process: ModdleObject; file: string }[]> | undefined;
export const readProcesses = (): Promise<{ process: ModdleObject; file: string }[]> => (processes ??= parseProcesses());

async function parseProcesses(): Promise<{ process: ModdleObject; file: string }[]> {
  const found: { process: ModdleObject; file: string }[] = [];
  for (const file of diagramNames) {
    const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(readDiagram(file));
    const { rootElements } = rootElement as { rootElements: ModdleObject[] };
    found.push(...rootElements.filter(({ $type }) => $type === 'bpmn:Process').map((process) => ({ process, file })));
  }
  return found;
}

export async function readProcess(id: string): Promise<ModdleObject> {
  return (await readProcesses()).find(({ process }) => process.id === id)!.process;
}

/** Variables a FEEL expression reads: not the names it gives to elements (`for d in decisions`), nor those of a filter's rows. */
export function variablesRead(expression: string): string[] {
  const names: string[] = [];
  const own = new Set<string>();
  let filters = 0;
  parser.configure({ top: 'Expression' }).parse(expression).iterate({
    enter(node) {
      const { name } = node;
      if (name === '[' && node.node.parent?.name === 'FilterExpression') filters += 1;
      if (name === ']' && node.node.parent?.name === 'FilterExpression') filters -= 1;
      const text = expression.slice(node.from, node.to);
      if (name === 'Name' && node.node.parent?.name === 'InExpression') own.add(text);
      const isFunction = node.node.parent?.name === 'FunctionInvocation' && !node.node.prevSibling;
      if (name === 'VariableName' && !isFunction && filters === 0) names.push(text);
    },
  });
  return names.filter((name) => !own.has(name));
}
