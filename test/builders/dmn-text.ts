/** Small .dmn files for tests: `dmnText(decision('d', table({ inputs: ['a'], outputs: ['r'], rules: [['1', '"x"']] })))`. */

const NAMESPACES =
  'xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ' +
  'xmlns:modeler="http://camunda.org/schema/modeler/1.0"';

/** A file with the id `graph`. */
export function dmnText(...content: string[]): string {
  return graphText('graph', ...content);
}

export function graphText(id: string, ...content: string[]): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><definitions ${NAMESPACES} id="${id}" name="${id}" ` +
    `namespace="http://minqing.test">${content.join('')}</definitions>`
  );
}

export interface DecisionOptions {
  name?: string;
  requires?: string[];
  inputs?: string[];
  /** Name and type of the decision's variable. */
  variable?: [name: string, typeRef?: string];
  versionTag?: string;
}

export function decision(id: string, logic: string, options: DecisionOptions = {}): string {
  const { name = id, requires = [], inputs = [], variable, versionTag } = options;
  const requirement = (kind: string, target: string): string =>
    `<informationRequirement id="${id}_${target}"><${kind} href="#${target}" /></informationRequirement>`;
  return (
    `<decision id="${id}" name="${escaped(name)}">` +
    (versionTag ? `<extensionElements><zeebe:versionTag value="${versionTag}" /></extensionElements>` : '') +
    (variable ? `<variable id="${id}_variable" name="${escaped(variable[0])}"${typed(variable[1])} />` : '') +
    requires.map((target) => requirement('requiredDecision', target)).join('') +
    inputs.map((target) => requirement('requiredInput', target)).join('') +
    `${logic}</decision>`
  );
}

export function inputData(id: string, name: string, typeRef?: string): string {
  return `<inputData id="${id}" name="${escaped(name)}"><variable id="${id}_variable" name="${escaped(name)}"${typed(typeRef)} /></inputData>`;
}

/** Item definition; `content` may be a base type's name or further elements. */
export function itemDefinition(name: string, content: string, attributes = ''): string {
  const inner = content.startsWith('<') ? content : `<typeRef>${content}</typeRef>`;
  return `<itemDefinition id="type_${name}" name="${name}" ${attributes}>${inner}</itemDefinition>`;
}

export const allowedValues = (tests: string): string => `<allowedValues><text>${escaped(tests)}</text></allowedValues>`;

export function literal(expression: string, typeRef?: string): string {
  return `<literalExpression${typed(typeRef)}><text>${escaped(expression)}</text></literalExpression>`;
}

export interface Column {
  /** Expression of an input, name of an output. */
  name: string;
  label?: string;
  typeRef?: string;
  allowed?: string;
  /** Default entry of an output. */
  fallback?: string;
}

export interface TableOptions {
  id?: string;
  policy?: string;
  aggregation?: string;
  inputs?: (string | Column)[];
  outputs: (string | Column)[];
  /** Cells of each rule, inputs first. */
  rules?: string[][];
}

/** Rules are named `r1`, `r2` …, inputs `i1` …, outputs `o1` …, each with the table's id before it unless it is `table`. */
export function table({ id = 'table', policy, aggregation, inputs = [], outputs, rules = [] }: TableOptions): string {
  const own = (name: string): string => (id === 'table' ? name : `${id}_${name}`);
  const text = (tag: string, value: string, attributes = ''): string =>
    `<${tag}${attributes}><text>${escaped(value)}</text></${tag}>`;
  const columnOf = (column: string | Column): Column => (typeof column === 'string' ? { name: column } : column);
  const label = (column: Column): string => (column.label ? ` label="${escaped(column.label)}"` : '');
  const inputTexts = inputs
    .map(columnOf)
    .map(
      (input, index) =>
        `<input id="${own(`i${index + 1}`)}"${label(input)}>${text('inputExpression', input.name, typed(input.typeRef))}` +
        `${input.allowed ? text('inputValues', input.allowed) : ''}</input>`,
    );
  const outputTexts = outputs
    .map(columnOf)
    .map(
      (output, index) =>
        `<output id="${own(`o${index + 1}`)}" name="${escaped(output.name)}"${label(output)}${typed(output.typeRef)}>` +
        `${output.allowed ? text('outputValues', output.allowed) : ''}` +
        `${output.fallback ? text('defaultOutputEntry', output.fallback) : ''}</output>`,
    );
  const ruleTexts = rules.map(
    (cells, index) =>
      `<rule id="${own(`r${index + 1}`)}">` +
      cells.map((cell, column) => text(column < inputs.length ? 'inputEntry' : 'outputEntry', cell)).join('') +
      '</rule>',
  );
  const attributes = (policy ? ` hitPolicy="${policy}"` : '') + (aggregation ? ` aggregation="${aggregation}"` : '');
  return `<decisionTable id="${id}"${attributes}>${[...inputTexts, ...outputTexts, ...ruleTexts].join('')}</decisionTable>`;
}

const typed = (typeRef: string | undefined): string => (typeRef ? ` typeRef="${escaped(typeRef)}"` : '');

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
