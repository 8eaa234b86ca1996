/** Which variables a shipped process may read: what forms, jobs, decisions, messages, calls and the registration give it. */
import { objectsIn, readForm, readProcesses, variablesOf, type ModdleObject } from './shipped.js';

/** What the registration hands to the process of reception. */
const START_VARIABLES = ['caseNumber', 'demands', 'category', 'title', 'place', 'headcount', 'urgency', 'registeredAt', 'receivingUnit'];

/** Variables that every instance of a case may read. */
const CASE_VARIABLES = ['caseNumber'];

/** Payload of each message by its name: the inputs of every event that throws it. */
async function payloads(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const { process } of await readProcesses()) {
    for (const object of objectsIn(process)) {
      if (!/ThrowEvent|EndEvent$/.test(object.$type)) continue;
      const name = messageNameOf(object);
      if (name) found.set(name, new Set([...(found.get(name) ?? []), ...inputsOf(object)]));
    }
  }
  return found;
}

function messageNameOf(object: ModdleObject): string | undefined {
  const definitions = (object['eventDefinitions'] as ModdleObject[] | undefined) ?? [];
  const definition = definitions.find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
  const message = (definition?.['messageRef'] ?? object['messageRef']) as ModdleObject | undefined;
  return message?.['name'] as string | undefined;
}

const partsOf = (object: ModdleObject, type: string): ModdleObject[] =>
  [...objectsIn((object['extensionElements'] as ModdleObject | undefined) ?? { $type: 'none' })].filter(({ $type }) => $type === type);

const inputsOf = (object: ModdleObject): string[] => partsOf(object, 'zeebe:Input').map(({ target }) => target as string);

/** Names that requests of petitioners and of the office bring in by message (docs/one-request.md); see the callers. */
export interface Outside {
  /** Payload of messages that no shipped process throws. */
  messages: Readonly<Record<string, readonly string[]>>;
}

/** What the job types `reception` and `field-visit` give, by the header `action`. */
const GIVEN_BY_ACTION: Record<string, string[]> = {
  check: ['appointment', 'demands', 'lowerUnit'],
  direct: ['lower'],
  slots: ['openSlots'],
  book: ['booking'],
  attend: ['absentUnits'],
  settle: ['receptionId'],
  roster: ['rosterMonth', 'roster', 'rosterGaps'],
  coverage: ['rosterMonth', 'roster', 'rosterGaps'],
  publish: ['published'],
  cases: ['visitCases', 'unknownNumbers'],
  figures: ['figures', 'figuresText'],
};

/** @returns variables known anywhere in the process */
export async function knownVariables(process: ModdleObject, { messages }: Outside): Promise<Set<string>> {
  const inside = [...objectsIn(process)];
  const thrown = await payloads();
  const known = new Set<string>(process.id === 'xf_reception' ? START_VARIABLES : CASE_VARIABLES);
  const add = (names: Iterable<string>): void => {
    for (const name of names) known.add(name.split('.')[0]!);
  };
  for (const object of inside) {
    const { $type } = object;
    if ($type === 'zeebe:FormDefinition') add(variablesOf(readForm(object['formId'] as string).components));
    if ($type === 'zeebe:Header' && object['key'] === 'action') add(GIVEN_BY_ACTION[object['value'] as string] ?? []);
    if ($type === 'zeebe:Header' && object['key'] === 'result') add([object['value'] as string]);
    if ($type === 'zeebe:CalledDecision' || $type === 'zeebe:Script') add([object['resultVariable'] as string]);
    if ($type === 'zeebe:Output' || $type === 'zeebe:Input') add([object['target'] as string]);
    if ($type === 'zeebe:LoopCharacteristics')
      add([object['inputElement'], object['outputCollection']].filter((name): name is string => typeof name === 'string'));
    if (/StartEvent|CatchEvent|BoundaryEvent|ReceiveTask$/.test($type)) {
      const name = messageNameOf(object);
      if (name) add([...(thrown.get(name) ?? []), ...(messages[name] ?? [])]);
    }
  }
  for (const name of await handedByCallers(process.id!)) add([name]);
  return known;
}

/** Input mappings of the call activities that call the process. */
async function handedByCallers(processId: string): Promise<string[]> {
  const names: string[] = [];
  for (const { process } of await readProcesses()) {
    for (const object of objectsIn(process)) {
      if (object.$type !== 'bpmn:CallActivity') continue;
      if (partsOf(object, 'zeebe:CalledElement').some((called) => called['processId'] === processId)) names.push(...inputsOf(object));
    }
  }
  return names;
}
