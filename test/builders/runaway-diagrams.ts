import { bpmnText, element, end, exclusive, extensions, flow, parallel, scriptTask, start } from './bpmn-text.js';

/** Diagrams that deployment accepts and that never come to rest; each ends as an incident of its instance. */
const again = (id: string, ...work: string[]): string =>
  bpmnText(id, start('begin'), flow('begin', 'again'), exclusive('again'), flow('again', 'work'), ...work);
export const loop = again('loop', scriptTask('work', '=1', 'n'), flow('work', 'again'));
export const exploding = again(
  'exploding',
  parallel('work'),
  flow('work', 'again'),
  flow('work', 'also'),
  exclusive('also'),
  flow('also', 'again'),
);
const each = extensions('<zeebe:loopCharacteristics inputCollection="=for i in 1..1100 return i" inputElement="i" />');
export const huge = bpmnText(
  'huge',
  start('begin'),
  flow('begin', 'work'),
  element(
    'userTask',
    'work',
    `${extensions('<zeebe:userTask />')}<bpmn:multiInstanceLoopCharacteristics>${each}</bpmn:multiInstanceLoopCharacteristics>`,
  ),
  flow('work', 'done'),
  end('done'),
);
/** Each of its steps is within its limits; together they would take many times as long as a command may. */
const slowTasks = ['work', 'work2', 'work3', 'work4', 'work5'];
export const slow = again(
  'slow',
  ...slowTasks.map((id) => scriptTask(id, '=count(for i in 1..2000 return i)', 'n')),
  ...slowTasks.map((id, index) => flow(id, slowTasks[index + 1] ?? 'again')),
);
