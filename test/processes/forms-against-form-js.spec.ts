/** The server's validator and the browser's form-js find the same fields wrong, in every shipped form. */
import { evaluate } from 'feelin';
import type { Variables } from '../../src/engine/ports.js';
import { validateSubmission, type FormComponent, type FormSchema } from '../../src/workflow/forms/index.js';
import { submitInViewer, type ViewerResult } from './form-js-viewer.js';
import { choicesOf, sampleSubmission, type Flavour } from './sample-submission.js';
import { componentsOf, forms } from './shipped.js';

interface Case {
  name: string;
  schema: FormSchema;
  flavour: Flavour;
  values: Variables;
  /** Answers of the fields that conditions read; they are right in every flavour. */
  choices: Variables;
}

const WRONG: Flavour[] = ['empty', 'below', 'above', 'malformed'];

/** Valid for every combination of answers that conditions ask for; wrong for the last, where most fields are shown. */
const cases: Case[] = forms.flatMap((schema) => {
  const choices = choicesOf(componentsOf(schema.components));
  const sample = (flavour: Flavour, choice: Variables): Case => ({
    name: `${schema.id} ${flavour} ${JSON.stringify(choice)}`,
    schema,
    flavour,
    values: sampleSubmission(schema.components, flavour, choice),
    choices: choice,
  });
  return [...choices.map((choice) => sample('valid', choice)), ...WRONG.map((flavour) => sample(flavour, choices.at(-1)!))];
});

/** Ids of components by the place of their value without row numbers: `demands.text`. */
function placesOf(components: FormComponent[], prefix = ''): Map<string, string> {
  const places = new Map<string, string>();
  for (const { id, type, key, path, components: inner = [] } of components) {
    if (key) places.set(prefix + key, id);
    if (path) places.set(prefix + path, id);
    for (const [place, innerId] of placesOf(inner, type === 'dynamiclist' ? `${prefix}${path}.` : prefix)) places.set(place, innerId);
  }
  return places;
}

function check({ schema, values }: Case): { failing: Set<string>; values: Variables } {
  const places = placesOf(schema.components);
  const components = componentsOf(schema.components);
  // Rules between fields are the server's alone; what a read-only field holds, the server has put there itself.
  const alone = new Set(['unique', ...components.flatMap(({ properties }) => properties?.['refuseRule'] ?? [])]);
  const fixed = new Set(components.filter(({ readonly }) => readonly === true).map(({ id }) => id));
  const checked = validateSubmission(schema, values, { initial: values, evaluate: (expression, data) => evaluate(expression, data).value });
  const compared = checked.problems.filter(({ rule }) => !alone.has(rule));
  const failing = compared.map(({ path }) => places.get(path.replace(/\[\d+\]/g, ''))!).filter((id) => !fixed.has(id));
  return { failing: new Set(failing), values: checked.values };
}

let inBrowser: ViewerResult[];

beforeAll(async () => {
  inBrowser = await submitInViewer(cases);
}, 120_000);

it.each(cases.map((each, index) => [each.name, index] as const))('%s', (_name, index) => {
  const onServer = check(cases[index]!);
  const browser = inBrowser[index]!;
  const fixed = new Set(componentsOf(cases[index]!.schema.components).filter(({ readonly }) => readonly === true).map(({ id }) => id));
  expect(onServer.failing).toEqual(new Set(browser.failing.filter((id) => !fixed.has(id))));
  const { flavour, values, choices } = cases[index]!;
  // A form of texts only has nothing that could be malformed.
  const isAsked = Object.keys(values).some((key) => !(key in choices));
  if (isAsked && (flavour === 'empty' || flavour === 'above')) expect(onServer.failing.size).toBeGreaterThan(0);
  if (flavour === 'valid') {
    expect(onServer.failing.size).toBe(0);
    expect(onServer.values).toEqual(browser.data);
  }
});
