/** Diagrams, forms, decisions and templates of the shipped procedures fit together. */
import { join } from 'node:path';
import { evaluate } from 'feelin';
import { conductCodes } from '../../src/domain/codes/conduct-codes.js';
import { demandResults, kinds, levels } from '../../src/domain/codes/case-codes.js';
import { codesOf } from '../../src/domain/codes/code.js';
import { roles } from '../../src/domain/codes/roles.js';
import { urgeGrounds } from '../../src/domain/codes/urge-grounds.js';
import type { Variables } from '../../src/engine/ports.js';
import { checkFile, compileProcesses } from '../../src/engine/compile/compile.js';
import { nativeProfile } from '../../src/engine/native/profile.js';
import { demoUnits } from '../../src/features/identity/demonstration/demo-units.js';
import { readRuleBook } from '../../src/features/rule-book/articles.js';
import { checkFormSchema } from '../../src/workflow/forms/index.js';
import { knownVariables } from './known-variables.js';
import {
  componentsOf,
  decisionNames,
  diagramNames,
  formNames,
  forms,
  objectsIn,
  readDiagram,
  readForm,
  readProcess,
  readProcesses,
  templateNames,
  variablesRead,
  type ModdleObject,
} from './shipped.js';

const ROLES = new Set(codesOf(roles));
const UNITS = new Set(demoUnits.map(({ id }) => id));
const STATIONS = ['提出', '受理', '办理', '督办', '回复'];
/** What comes in by message from outside the diagrams: requests of petitioners, registered on the page of a case. */
const OUTSIDE = {
  messages: {
    复查申请: ['requestText', 'requestedOn'],
    复核申请: ['requestText', 'requestedOn'],
    异议: ['objectionReason'],
    撤回: ['withdrawReason'],
    预约申请: ['wishedLeader', 'wishedDay', 'lowerReplyNumber', 'lowerReceptionId', 'representatives'],
    督办: ['urgeGround', 'urgeFacts', 'lateUnit'],
  },
};

const definitions = async () => (await Promise.all(diagramNames.map((name) => compileProcesses(readDiagram(name), {}, nativeProfile)))).flat();

describe.each(diagramNames)('diagram %s', (name) => {
  it('may be deployed with the shipped forms, decisions and templates', async () => {
    const context = { formIds: new Set(formNames), templateIds: new Set(templateNames), roleCodes: ROLES };
    const problems = await checkFile(readDiagram(name), context);
    // The form 三到位判定 takes no demand without a flag, so one of the three conditions of this gateway always holds.
    expect(problems.filter(({ elementId, severity }) => severity === 'error' || elementId !== 'gw_flags')).toEqual([]);
  });
});

describe('the diagrams', () => {
  it('use every shipped form and every shipped decision', async () => {
    const elements = (await definitions()).flatMap((definition) => Object.values(definition.elements));
    expect(new Set(elements.flatMap(({ formId }) => formId ?? []))).toEqual(new Set(formNames));
    const called = (await definitions()).flatMap(({ calledDecisions }) => calledDecisions.map(({ id }) => id));
    expect(new Set(called)).toEqual(new Set(decisionNames));
  });

  it('name for every element a rule of the rule book', async () => {
    const book = readRuleBook(join(__dirname, '../..'));
    const known = new Set([...book.articles, ...book.law].map(({ id }) => id));
    const wrong = (await definitions()).flatMap(({ processId, elements }) =>
      Object.values(elements)
        .filter(({ basis }) => basis.length === 0 || basis.some((rule) => !known.has(rule)))
        .map(({ id, basis }) => `${processId}/${id}: ${basis.join(' ')}`),
    );
    expect(wrong).toEqual([]);
  });

  it('tell the petitioner all five stations', async () => {
    const told = (await definitions()).flatMap(({ elements }) => Object.values(elements).flatMap(({ station }) => station ?? []));
    expect(STATIONS.filter((station) => !told.includes(station))).toEqual([]);
  });

  it('hand nothing of the petition to the conduct process but its number and the conduct', async () => {
    const thrown = (await readProcesses())
      .flatMap(({ process }) => [...objectsIn(process)])
      .filter((object) => JSON.stringify(namesOf(object)).includes('秩序事件') && object.$type.endsWith('ThrowEvent'));
    expect(thrown.length).toBeGreaterThan(0);
    for (const event of thrown) {
      const inputs = [...objectsIn(event)].filter(({ $type }) => $type === 'zeebe:Input').map(({ target }) => target);
      expect(new Set(inputs)).toEqual(new Set(['caseNumber', 'conductPlace', 'conductTime', 'conductFacts']));
    }
  });

  it('read only variables that a form, a job, a decision, a message, a call or the registration gives', async () => {
    const unknown: string[] = [];
    for (const { process } of await readProcesses()) {
      const known = await knownVariables(process, OUTSIDE);
      for (const expression of expressionsIn(process)) {
        for (const variable of variablesRead(expression)) if (!known.has(variable)) unknown.push(`${process.id}: ${variable} in ${expression}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  it('ask for 督办 on a ground of the list', async () => {
    const grounds = (await readProcesses())
      .flatMap(({ process }) => [...objectsIn(process)])
      .filter(({ $type, target }) => $type === 'zeebe:Input' && target === 'urgeGround')
      .flatMap(({ source }) => /^="(.*)"$/.exec(source as string)?.[1] ?? []);
    expect(grounds.length).toBeGreaterThan(2);
    expect(grounds.filter((ground) => !codesOf(urgeGrounds).includes(ground))).toEqual([]);
  });

  it('decide yes or no also where a branch left a variable unset', async () => {
    const undecided: string[] = [];
    for (const { process } of await readProcesses()) {
      for (const { id, conditionExpression } of objectsIn(process)) {
        const body = (conditionExpression as { body: string } | undefined)?.body.slice(1);
        if (body !== undefined && typeof evaluate(body, {}).value !== 'boolean') undecided.push(`${process.id}/${id}: ${body}`);
      }
    }
    expect(undecided).toEqual([]);
  });
});

/** Names of the messages of an event. */
const namesOf = (object: ModdleObject): unknown[] =>
  ((object['eventDefinitions'] as ModdleObject[] | undefined) ?? []).map(({ messageRef }) => (messageRef as ModdleObject | undefined)?.['name']);

/** FEEL expressions of a process, without their leading `=`. */
const expressionsIn = (process: ModdleObject): string[] =>
  [...objectsIn(process)].flatMap((object) =>
    Object.entries(object).flatMap(([name, value]) => (typeof value === 'string' && value.startsWith('=') && name !== '$type' ? [value.slice(1)] : [])),
  );

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
    ['gw_docket', { reasonable: true, conformsPolicy: true }, ['throw_docket']],
    ['gw_docket', { reasonable: true, conformsPolicy: false }, []],
    ['gw_docket', { reasonable: false, conformsPolicy: true }, []],
    ['gw_accusation', { kind: '检举控告' }, ['task_discipline']],
    ['gw_assessed', { urgent: true, needsExplanation: true }, ['task_report', 'task_explain']],
    ['gw_assessed', { urgent: false, needsExplanation: false }, []],
  ])('%s with %j goes to %j or, without one, the default', async (gateway, variables, expected) => {
    expect(await decide(gateway, variables)).toEqual(expected);
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
    expect(units.filter((unit) => !UNITS.has(unit as string))).toEqual([]);
  });
});
