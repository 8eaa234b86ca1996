import { existsSync } from 'node:fs';
import { checkFile } from '../src/engine/compile/compile.js';
import {
  bpmnText,
  boundary,
  end,
  eventBased,
  exclusive,
  flow,
  mapping,
  message,
  messageEvent,
  properties,
  serviceTask,
  start,
  timer,
  userTask,
} from '../test/builders/bpmn-text.js';
import { catchEvent } from '../test/builders/lint-findings.js';
import { config, resolver } from './index.js';

describe('what is drawn well', () => {
  it('passes', async () => {
    const xml = bpmnText(
      'p',
      message('m', '送达', '=caseNumber'),
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      serviceTask('j', mapping({ a: '=b' }, { 'c.number': '=d' })),
      boundary('late', 'j', timer('=expires(due("办结"))'), { interrupting: false }),
      boundary('broken', 'j', '<bpmn:errorEventDefinition errorRef="err" />'),
      eventBased('g'),
      catchEvent('c1', messageEvent('m')),
      catchEvent('c2', timer('P7D', 'timeDuration')),
      exclusive('x'),
      userTask(
        'u',
        '<zeebe:assignmentDefinition candidateGroups="R1" />',
        properties({ unit: '=responsibleUnit', station: '办理', clock: 'stop:办结' }),
      ),
      end('e'),
      flow('s', 'j'),
      flow('j', 'g'),
      flow('g', 'c1'),
      flow('g', 'c2'),
      flow('c1', 'x'),
      flow('c2', 'x'),
      flow('x', 'u'),
      flow('u', 'e'),
      flow('late', 'e'),
      flow('broken', 'e'),
    );
    expect(await checkFile(xml)).toEqual([]);
  });
});

describe('resolver', () => {
  it('knows the rules of the plugin only', () => {
    expect(resolver.resolveRule('bpmnlint-plugin-minqing', 'feel')).toBeInstanceOf(Function);
    expect(() => resolver.resolveRule('bpmnlint', 'label-required')).toThrow('unknown rule');
    expect(() => resolver.resolveConfig('bpmnlint', 'all')).toThrow('unknown configuration');
  });
});

describe('rules', () => {
  it.each(Object.keys(config.rules))('%s has a spec beside it', (name) => {
    expect(existsSync(`lint/rules/${name.replace('minqing/', '')}.spec.ts`)).toBe(true);
  });
});
