/**
 * Data objects, properties and data associations of BPMN (2.0.2 §10.3) as variables and mappings of the Camunda 8 profile:
 * a data object is a variable of the scope that holds it, a data store one that lies around the process, an association is
 * one line of an input or output mapping.
 */
import { childOf, childrenOf, extensionOf, textOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { isVariableName } from './names.js';
import { isSubProcess } from './walk.js';

export interface MappingLine {
  source: string;
  /** A variable name or a path such as `docket.number`. */
  target: string;
}

/** bpmn-js ends an arrow that is drawn from a data object to an activity at a property of this name. */
const PLACEHOLDER = '__targetRef_placeholder';

/**
 * The variable behind a data object, data store, property, data input or data output: its name when FEEL can read it,
 * otherwise its id.
 */
export function variableOf(item: ModdleElement): string {
  const object = dataObjectOf(item);
  const names = [object.name, ...referencesTo(object).map(({ name }) => name)];
  return names.find((name) => name !== undefined && isVariableName(name)) ?? object.id ?? '';
}

function dataObjectOf(item: ModdleElement): ModdleElement {
  return childOf(item, 'dataObjectRef') ?? childOf(item, 'dataStoreRef') ?? item;
}

/** bpmn-js writes the name on the reference and leaves the object without one. */
function referencesTo(object: ModdleElement): ModdleElement[] {
  // The name of a reference to a common data store is a remark: other processes know the store by its own name.
  if (object.$type !== 'bpmn:DataObject' || !object.$parent) return [];
  return childrenOf(object.$parent, 'flowElements').filter((other) => childOf(other, 'dataObjectRef') === object);
}

export function isPlaceholder(item: ModdleElement | undefined): boolean {
  return item?.$type === 'bpmn:Property' && item.name === PLACEHOLDER;
}

/** Properties of a process, subprocess or activity, without what bpmn-js adds for its arrows. */
export function dataPropertiesOf(element: ModdleElement): ModdleElement[] {
  return childrenOf(element, 'properties').filter((property) => !isPlaceholder(property));
}

/** Variables that a process or subprocess owns from its beginning. */
export function dataNamesOf(scope: ModdleElement): string[] {
  const objects = childrenOf(scope, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObject');
  return [...new Set([...dataPropertiesOf(scope), ...objects].map(variableOf))];
}

/** Data stores that are drawn in a process: what lies outside all instances, and outlives them (BPMN 2.0.2 §10.4.1). */
export function dataStoresOf(process: ModdleElement): string[] {
  const own = childrenOf(process, 'flowElements');
  const stores = own.filter(({ $type }) => $type === 'bpmn:DataStoreReference').map(variableOf);
  return [...new Set([...stores, ...own.filter(isSubProcess).flatMap(dataStoresOf)])];
}

/** Input mappings of an element: its properties, its data associations, then `zeebe:ioMapping`. */
export function inputsOf(element: ModdleElement): MappingLine[] {
  const written = ioMappingOf(element, 'inputParameters');
  const associations = childrenOf(element, 'dataInputAssociations').filter((one) => !feedsLoop(element, one));
  const drawn = associations.filter((association) => !isPlaceholder(childOf(association, 'targetRef')));
  const lines = [...propertyLines(element, drawn), ...drawn.flatMap(linesOf), ...written];
  if (lines.length === 0) return [];
  // An arrow alone says that the activity reads the data object; without other mappings it sees it anyway.
  const read = associations.filter((association) => !drawn.includes(association));
  return [...read.flatMap(sourcesOf).map(copyOf), ...lines];
}

/** Output mappings of an element: its data associations, then `zeebe:ioMapping`. */
export function outputsOf(element: ModdleElement): MappingLine[] {
  const written = ioMappingOf(element, 'outputParameters');
  const associations = childrenOf(element, 'dataOutputAssociations').filter((one) => !fedByLoop(element, one));
  const drawn = associations.filter(hasSource);
  const lines = [...drawn.flatMap(linesOf), ...written];
  if (lines.length === 0) return [];
  // An arrow alone says that the activity writes the data object; without other mappings its payload goes there anyway.
  const wrote = associations.filter((association) => !drawn.includes(association));
  return [...wrote.flatMap((association) => targetOf(association) ?? []).map(copyOf), ...lines];
}

function ioMappingOf(element: ModdleElement, property: string): MappingLine[] {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  return (mapping ? childrenOf(mapping, property) : []).map((entry) => ({
    source: textOf(entry, 'source') ?? '',
    target: textOf(entry, 'target') ?? '',
  }));
}

/** Properties of an activity that is no scope begin as null, unless an association fills them. */
function propertyLines(element: ModdleElement, associations: ModdleElement[]): MappingLine[] {
  if (isSubProcess(element)) return [];
  const filled = new Set(associations.map((association) => childOf(association, 'targetRef')));
  return dataPropertiesOf(element)
    .filter((property) => !filled.has(property))
    .map((property) => ({ source: '=null', target: variableOf(property) }));
}

/** BPMN 2.0.2 §10.3.2: assignments if there are any, otherwise the transformation, otherwise a copy. */
function linesOf(association: ModdleElement): MappingLine[] {
  const assignments = childrenOf(association, 'assignment');
  if (assignments.length > 0) {
    return assignments.map((assignment) => ({
      source: bodyOf(assignment, 'from'),
      target: bodyOf(assignment, 'to').replace(/^=\s*/, ''),
    }));
  }
  const target = targetOf(association);
  const transformation = childOf(association, 'transformation');
  const source = transformation ? bodyOf(association, 'transformation') : `=${sourcesOf(association)[0] ?? ''}`;
  return target === undefined ? [] : [{ source, target }];
}

function hasSource(association: ModdleElement): boolean {
  return (
    childrenOf(association, 'sourceRef').length > 0 ||
    childrenOf(association, 'assignment').length > 0 ||
    childOf(association, 'transformation') !== undefined
  );
}

const copyOf = (name: string): MappingLine => ({ source: `=${name}`, target: name });

function bodyOf(holder: ModdleElement, property: string): string {
  return textOf(childOf(holder, property), 'body')?.trim() ?? '';
}

function sourcesOf(association: ModdleElement): string[] {
  return childrenOf(association, 'sourceRef').map(variableOf);
}

function targetOf(association: ModdleElement): string | undefined {
  const target = childOf(association, 'targetRef');
  return target && variableOf(target);
}

/** FEEL, with `=`, of the collection a multi-instance activity runs over by `loopDataInputRef`. */
export function loopInputOf(activity: ModdleElement): string | undefined {
  const item = loopItem(activity, 'loopDataInputRef');
  if (!item) return undefined;
  const association = associationTo(activity, item);
  return (association && linesOf(association)[0]?.source) ?? `=${variableOf(item)}`;
}

/** Variable that takes the collection of results by `loopDataOutputRef`. */
export function loopOutputOf(activity: ModdleElement): string | undefined {
  const item = loopItem(activity, 'loopDataOutputRef');
  if (!item) return undefined;
  const association = associationFrom(activity, item);
  return (association && targetOf(association)) ?? variableOf(item);
}

/** The association brings the whole collection, of which each repetition gets one item. */
function feedsLoop(activity: ModdleElement, association: ModdleElement): boolean {
  const item = loopItem(activity, 'loopDataInputRef');
  return item !== undefined && associationTo(activity, item) === association;
}

function fedByLoop(activity: ModdleElement, association: ModdleElement): boolean {
  const item = loopItem(activity, 'loopDataOutputRef');
  return item !== undefined && associationFrom(activity, item) === association;
}

function loopItem(activity: ModdleElement, property: string): ModdleElement | undefined {
  const loop = childOf(activity, 'loopCharacteristics');
  return loop && childOf(loop, property);
}

function associationTo(activity: ModdleElement, item: ModdleElement): ModdleElement | undefined {
  return childrenOf(activity, 'dataInputAssociations').find((one) => childOf(one, 'targetRef') === item);
}

function associationFrom(activity: ModdleElement, item: ModdleElement): ModdleElement | undefined {
  return childrenOf(activity, 'dataOutputAssociations').find((one) => childrenOf(one, 'sourceRef').includes(item));
}
