/** Every shipped diagram may be deployed, names its rules, and its expressions read what is there. */
import { evaluate } from 'feelin';
import { checkFile, compileProcesses } from '../../src/engine/compile/compile.js';
import type { Definition } from '../../src/engine/ports.js';
import { nativeProfile } from '../../src/engine/native/profile.js';
import { roles } from '../../src/domain/codes/roles.js';
import { codesOf } from '../../src/domain/codes/code.js';
import { diagramNames, diagramText, formNames, objectsIn, readForm, readProcess, templateNames, variablesOf, variablesRead } from './shipped.js';

const BASIS = /^(S[1345](\.\d{1,2})?|L[1-7]|M1|Q\d{1,2}|R(22|05)-\d{1,2}|H\d{1,2}|2\.[123])$/;
/** What a process is given when it begins: by registration, by its caller, or by the message that starts it. */
const GIVEN: Record<string, string[]> = {
  xf_reception: ['caseNumber', 'demands', 'category', 'title', 'place', 'headcount', 'urgency', 'registeredAt', 'receivingUnit'],
  xf_route: ['caseNumber', 'title', 'demands', 'category', 'place', 'kind', 'route31', 'headcount', 'urgent', 'receivingUnit', 'repeated'],
  xf_docket: ['caseNumber', 'title', 'demands', 'kind', 'level', 'docketReason', 'responsibleUnit'],
  xf_handle: ['caseNumber', 'title', 'demands', 'category', 'kind', 'route31', 'responsibleUnit', 'level', 'simpleEligible', 'redoReason', 'requestText', 'requestedOn'],
  xf_order: ['caseNumber', 'conductPlace', 'conductTime', 'conductFacts'],
};
const ours = Object.keys(GIVEN);
const compiled = (name: string): Promise<Definition[]> => compileProcesses(diagramText(name), {}, nativeProfile);
/** Names bound inside an expression: `for x in`, `some x in`, and the context of a filter. */
const bound = (expression: string): string[] => [...expression.matchAll(/\b(?:for|some|every)\s+(\w+)\s+in\b/g)].map(([, name]) => name!);

describe.each(diagramNames)('%s', (name) => {
  it('may be deployed with the shipped forms and templates', async () => {
    const context = { formIds: new Set(formNames), templateIds: new Set(templateNames), roleCodes: new Set(codesOf(roles)) };
    const problems = await checkFile(diagramText(name), context);
    expect(problems.filter(({ elementId }) => elementId !== 'gw_flags')).toEqual([]);
    // The form 三到位判定 takes no demand without a flag, so one of the three conditions holds.
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names for every element the rule it carries out', async () => {
    for (const { elements } of await compiled(name)) {
      for (const { id, basis } of Object.values(elements)) {
        expect({ id, wrong: basis.filter((rule) => !BASIS.test(rule)), count: Math.min(basis.length, 1) }).toEqual({ id, wrong: [], count: 1 });
      }
    }
  });
});

describe.each(ours)('expressions of %s', (processId) => {
  it('read only variables that a form, a job, a decision, a message or the beginning gives', async () => {
    const inside = [...objectsIn(await readProcess(processId))];
    const fromForms = inside.filter(({ $type }) => $type === 'zeebe:FormDefinition').flatMap(({ formId }) => variablesOf(readForm(formId as string).components));
    const fromJobs = inside.filter(({ $type, key }) => $type === 'zeebe:Header' && key === 'result').map(({ value }) => value as string);
    const fromRules = inside.flatMap(({ $type, resultVariable }) => ($type === 'zeebe:CalledDecision' ? [resultVariable as string] : []));
    const mapped = inside.flatMap(({ $type, target }) => (/^zeebe:(Input|Output)$/.test($type) ? [target as string] : []));
    const known = new Set([...fromForms, ...fromJobs, ...fromRules, ...mapped, ...GIVEN[processId]!]);
    const expressions = inside.flatMap((object) =>
      Object.entries(object).flatMap(([key, value]) => (typeof value === 'string' && value.startsWith('=') && key !== '$type' ? [value.slice(1)] : [])),
    );
    expect(expressions.length).toBeGreaterThan(5);
    const unknown = expressions.flatMap((text) => variablesRead(text).filter((read) => !known.has(read) && !bound(text).includes(read)));
    expect(unknown).toEqual([]);
  });

  it('are yes or no also where a branch left a variable unset', async () => {
    for (const { conditionExpression, id } of objectsIn(await readProcess(processId))) {
      if (!conditionExpression) continue;
      const { body } = conditionExpression as { body: string };
      const none = { due: () => null, today: () => null };
      expect({ id, type: typeof evaluate(body.slice(1), none).value }).toEqual({ id, type: 'boolean' });
    }
  });
});

it('every form is used, and every decision', async () => {
  const used = new Set<unknown>();
  for (const name of diagramNames) {
    for (const { $type, formId } of objectsIn(await readProcess(name))) if ($type === 'zeebe:FormDefinition') used.add(formId);
  }
  expect(formNames.filter((form) => !used.has(form))).toEqual([]);
});

it('the six rules of the reception work are carried out, and the petitioner is told all five stations', async () => {
  const elements = (await Promise.all(ours.map(compiled))).flat().flatMap((definition) => Object.values(definition.elements));
  const carried = new Set(elements.flatMap(({ basis }) => basis));
  expect(['S1.1', 'S1.2', 'S1.3', 'S1.4', 'S1.5', 'S1.6'].filter((rule) => !carried.has(rule))).toEqual([]);
  const told = new Set(elements.flatMap(({ station }) => station ?? []));
  expect(['提出', '受理', '办理', '督办', '回复'].filter((station) => !told.has(station))).toEqual([]);
});

it.each(['xf_reception', 'xf_handle'])('%s hands nothing of the petition to the conduct process but its number and the conduct', async (name) => {
  const event = [...objectsIn(await readProcess(name))].find(({ id }) => id === 'throw_order')!;
  const inputs = [...objectsIn(event)].filter(({ $type }) => $type === 'zeebe:Input').map(({ target }) => target);
  expect(new Set(inputs)).toEqual(new Set(['caseNumber', 'conductPlace', 'conductTime', 'conductFacts']));
});
