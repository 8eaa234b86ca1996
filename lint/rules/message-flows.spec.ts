import { end, fileText, flow, start } from '../../test/builders/bpmn-text.js';
import { acceptsEach, refusesEach } from '../../test/builders/lint-findings.js';

const process = (id: string) =>
  `<bpmn:process id="${id}" isExecutable="true">${start(`${id}s`)}${end(`${id}e`)}${flow(`${id}s`, `${id}e`)}</bpmn:process>`;
const file = (source: string, target: string) =>
  fileText(
    `<bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="a" /><bpmn:participant id="pb" processRef="b" /><bpmn:participant id="black" /><bpmn:messageFlow id="x" sourceRef="${source}" targetRef="${target}" /></bpmn:collaboration>`,
    process('a'),
    process('b'),
  );

refusesEach('message-flows', [
  ['inside a pool', file('ae', 'as'), 'x', '同一个池'],
  ['from a pool to what lies in it', file('pa', 'as'), 'x', '同一个池'],
]);

acceptsEach('message-flows', [
  ['from one pool to another', file('ae', 'bs')],
  ['to a black box', file('ae', 'black')],
]);
