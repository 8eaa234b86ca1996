import { checkFile } from '../../src/engine/compile/compile.js';
import {
  element,
  end,
  extensions,
  flow,
  properties,
  start,
  subProcess,
  userTask,
} from '../../test/builders/bpmn-text.js';
import { around, line, refusesEach } from '../../test/builders/lint-findings.js';

const lane = (id: string, role: string, content: string) =>
  element('lane', id, (role && extensions(properties({ role }))) + content);
const laneSet = (...lanes: string[]) => `<bpmn:laneSet id="lanes">${lanes.join('')}</bpmn:laneSet>`;
const holds = (id: string) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`;
const inLanes = (lanes: string) => line(lanes, userTask('x'), flow('s', 'x'), flow('x', 'e'));
const inner = [start('y'), userTask('x'), end('z'), flow('y', 'x'), flow('x', 'z')];

refusesEach('task-audience', [
  ['nobody is offered it', around(userTask('x')), 'x', '没有办理人'],
  ['a lane without a role', inLanes(laneSet(lane('l', '', holds('x')))), 'x', '没有办理人'],
]);

describe('task-audience accepts', () => {
  it.each([
    ['a lane with a role', inLanes(laneSet(lane('l', 'R1', holds('x'))))],
    [
      'a role of the lane around',
      inLanes(
        laneSet(lane('l', 'R1', `<bpmn:childLaneSet id="nested">${lane('m', '', holds('x'))}</bpmn:childLaneSet>`)),
      ),
    ],
    [
      'a role of the lane of the subprocess',
      line(laneSet(lane('l', 'R1', holds('sub'))), subProcess('sub', ...inner), flow('s', 'sub'), flow('sub', 'e')),
    ],
    [
      'a lane inside the subprocess',
      line(subProcess('sub', laneSet(lane('l', 'R1', holds('x'))), ...inner), flow('s', 'sub'), flow('sub', 'e')),
    ],
    ['candidate groups', around(userTask('x', '<zeebe:assignmentDefinition candidateGroups="R1" />'))],
  ])('%s', async (_what, xml) => expect(await checkFile(xml)).toEqual([]));
});
