/** Diagram, forms and templates of the shipped procedure fit together. */
import { evaluate } from 'feelin';
import { conductCodes } from '../../src/domain/codes/conduct-codes.js';
import { demandResults, kinds, levels } from '../../src/domain/codes/case-codes.js';
import { codesOf } from '../../src/domain/codes/code.js';
import type { Variables } from '../../src/engine/ports.js';
import { checkFile, compileProcesses } from '../../src/engine/compile/compile.js';
import { referenceProfile } from '../../src/engine/reference/profile.js';
import { checkFormSchema } from '../../src/workflow/forms/index.js';
import { componentsOf, diagramText, formNames, forms, objectsIn, readForm, readProcess, templateNames, variablesOf, variablesRead } from './shipped.js';

const START_VARIABLES = ['caseNumber', 'demands', 'category', 'title', 'place', 'headcount', 'urgency', 'registeredAt'];
const ROLES = ['R1', 'R3', 'R5', 'R6', 'R7', 'R9', 'R10'];
const UNITS = ['county', 'xfj', 'rsj', 'zrzy', 'jwjw', 'czj', 'sjj', 'town_cg', 'gaj'];
const BASIS = /^(S1\.[1-6]|R22-\d{1,2})$/;
const STATIONS = ['提出', '受理', '办理', '督办', '回复'];

const definitions = compileProcesses(diagramText, {}, referenceProfile);

describe('the diagram', () => {
  it('may be deployed with the shipped forms and templates', async () => {
    const context = { formIds: new Set(formNames), templateIds: new Set(templateNames), roleCodes: new Set(ROLES) };
    expect(await checkFile(diagramText, context)).toEqual([]);
  });

  it('uses every shipped form', async () => {
    const used = (await definitions).flatMap(({ elements }) => Object.values(elements).flatMap(({ formId }) => formId ?? []));
    expect(new Set(used)).toEqual(new Set(formNames));
  });

  it('names for every element the rule it carries out', async () => {
    for (const { elements } of await definitions) {
      for (const { id, basis } of Object.values(elements)) {
        expect({ id, wrong: basis.filter((rule) => !BASIS.test(rule)), count: Math.min(basis.length, 1) }).toEqual({ id, wrong: [], count: 1 });
      }
    }
  });

  it('carries out all six rules of the reception work', async () => {
    const carried = (await definitions).flatMap(({ elements }) => Object.values(elements).flatMap(({ basis }) => basis));
    expect(['S1.1', 'S1.2', 'S1.3', 'S1.4', 'S1.5', 'S1.6'].filter((rule) => !carried.includes(rule))).toEqual([]);
  });

  it('tells the petitioner all five stations', async () => {
    const [petition] = await definitions;
    const told = Object.values(petition!.elements).flatMap(({ station }) => station ?? []);
    expect(STATIONS.filter((station) => !told.includes(station))).toEqual([]);
  });

  it('hands nothing of the petition to the conduct process but its number and the conduct', async () => {
    const process = await readProcess('xf_reception');
    const event = [...objectsIn(process)].find(({ id }) => id === 'throw_order')!;
    const inputs = [...objectsIn(event)].filter(({ $type }) => $type === 'zeebe:Input').map(({ target }) => target);
    expect(new Set(inputs)).toEqual(new Set(['caseNumber', 'conductPlace', 'conductTime', 'conductFacts']));
  });
});

describe.each(['xf_reception', 'xf_order'])('expressions of %s', (processId) => {
  it('read only variables that a form, a job, a message or the registration gives', async () => {
    const process = await readProcess(processId);
    const inside = [...objectsIn(process)];
    const fromForms = inside.filter(({ $type }) => $type === 'zeebe:FormDefinition').flatMap(({ formId }) => variablesOf(readForm(formId as string).components));
    const fromJobs = inside.filter(({ $type, key }) => $type === 'zeebe:Header' && key === 'result').map(({ value }) => value as string);
    const fromStart = processId === 'xf_reception' ? START_VARIABLES : ['caseNumber', 'conductPlace', 'conductTime', 'conductFacts'];
    const known = new Set([...fromForms, ...fromJobs, ...fromStart]);
    const expressions = inside.flatMap((object) => Object.entries(object).flatMap(([name, value]) => (typeof value === 'string' && value.startsWith('=') && name !== '$type' ? [value.slice(1)] : [])));
    expect(expressions.length).toBeGreaterThan(5);
    expect(expressions.flatMap(variablesRead).filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('gateway conditions', () => {
  const decide = async (gateway: string, variables: Variables): Promise<string[]> => {
    const process = await readProcess('xf_reception');
    const outgoing = [...objectsIn(process)].filter(({ $type, sourceRef }) => $type === 'bpmn:SequenceFlow' && (sourceRef as { id: string }).id === gateway);
    return outgoing.flatMap(({ conditionExpression, targetRef }) => {
      const body = (conditionExpression as { body: string } | undefined)?.body.slice(1);
      return body !== undefined && evaluate(body, variables).value === true ? [(targetRef as { id: string }).id] : [];
    });
  };

  it.each([
    ['gw_policy', { reasonable: true, conformsPolicy: true }, ['task_approve']],
    ['gw_policy', { reasonable: true, conformsPolicy: false }, []],
    ['gw_signed', { signed: true, reasonable: true, conformsPolicy: true, approved: true }, ['job_reply']],
    ['gw_signed', { signed: false, reasonable: true, conformsPolicy: true, approved: true }, ['task_draft']],
    ['gw_signed', { signed: false, reasonable: true, conformsPolicy: true, approved: false }, []],
    ['gw_signed', { signed: false, reasonable: false, conformsPolicy: true }, []],
  ])('%s with %j goes to %j or, without one, the default', async (gateway, variables, expected) => {
    expect(await decide(gateway, variables)).toEqual(expected);
  });

  it('are yes or no also where a branch left a variable unset', async () => {
    for (const processId of ['xf_reception', 'xf_order']) {
      for (const { conditionExpression } of objectsIn(await readProcess(processId))) {
        if (conditionExpression) expect(typeof evaluate((conditionExpression as { body: string }).body.slice(1), {}).value).toBe('boolean');
      }
    }
  });
});

it.each([
  ['assess', 'kind', kinds],
  ['route', 'level', levels],
  ['conduct_record', 'conductCode', conductCodes],
  ['draft_reply', 'result', demandResults],
])('form %s offers for %s the codes of the domain', (formId, key, codes) => {
  const field = componentsOf(readForm(formId).components).find((each) => each.key === key)!;
  expect(field.values?.map(({ value }) => value)).toEqual(codesOf(codes));
});

describe.each(forms)('form $id', (form) => {
  const components = componentsOf(form.components);

  it('may be deployed under its file name', () => {
    expect(formNames).toContain(form.id);
    expect(checkFormSchema(form)).toEqual([]);
  });

  it('bounds every text and every list', () => {
    const unbounded = components.filter(({ type, validate }) => /^text(field|area)$/.test(type) && !validate?.maxLength);
    const lists = components.filter(({ type, properties }) => type === 'dynamiclist' && !properties?.maxRows);
    expect([...unbounded, ...lists].map(({ id }) => id)).toEqual([]);
  });

  it('takes no blanks for a required text', () => {
    const open = components.filter(({ type, validate }) => type.startsWith('text') && validate?.required && !validate.minLength);
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  it('labels everything in Chinese', () => {
    const unlabelled = components.filter((each) => !/[\u4e00-\u9fff]/.test(each.label ?? each.dateLabel ?? ''));
    expect(unlabelled.map(({ id }) => id)).toEqual([]);
  });

  it('offers only units that exist', () => {
    const units = components.filter(({ key }) => key === 'responsibleUnit').flatMap(({ values }) => values?.map(({ value }) => value) ?? []);
    expect(units.filter((unit) => !UNITS.includes(unit as string))).toEqual([]);
  });
});
