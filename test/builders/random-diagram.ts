/** Block-structured random diagrams for tests of the engines; the same seed gives the same diagram. */
import {
  bpmnText,
  boundary,
  element,
  end,
  eventBased,
  exclusive,
  flow,
  message,
  messageEvent,
  parallel,
  serviceTask,
  start,
  subProcess,
  timer,
  userTask,
} from './bpmn-text.js';

/** Minimal standard generator of Park and Miller. */
export function randomFrom(seed: number): (below: number) => number {
  let value = (seed * 48_271) % 2_147_483_647;
  return (below) => {
    value = (value * 48_271) % 2_147_483_647;
    return value % below;
  };
}

/** First and last node of a block. */
type Block = [entry: string, exit: string];

/**
 * A sound process: every decision is merged, every split joined, loops contain a wait, and what an interrupting boundary
 * event leaves goes on at the end of its block. Decisions read the variables `chosen` and `again`.
 */
export function randomDiagram(seed: number, depth: number): string {
  const pick = randomFrom(seed);
  let parts: string[] = [];
  let count = 0;
  const put = (make: (id: string) => string, letter: string): string => {
    count += 1;
    const id = `${letter}${count}`;
    parts.push(make(id));
    return id;
  };
  const connect = (from: string, to: string, condition?: string) => void parts.push(flow(from, to, condition));

  const work = (): string => put([userTask, serviceTask, (id: string) => element('task', id)][pick(3)]!, 'w');

  const withBoundary = (activity: string): Block => {
    const interrupting = pick(2) === 0;
    const late = put((id) => boundary(id, activity, timer('PT1H', 'timeDuration'), { interrupting }), 'b');
    const after = work();
    connect(late, after);
    const exit = interrupting ? put((id) => exclusive(id), 'm') : put((id) => end(id), 'e');
    connect(after, exit);
    if (!interrupting) return [activity, activity];
    connect(activity, exit);
    return [activity, exit];
  };

  const alternatives = (gateway: string, entries: Block[], conditions: (string | undefined)[]): Block => {
    const merge = put((id) => exclusive(id), 'm');
    for (const [index, [entry, exit]] of entries.entries()) {
      connect(gateway, entry, conditions[index]);
      connect(exit, merge);
    }
    return [gateway, merge];
  };

  const blocks: ((level: number) => Block)[] = [
    () => {
      const task = put(pick(2) === 0 ? userTask : serviceTask, 't');
      return pick(3) === 0 ? withBoundary(task) : [task, task];
    },
    (level) => {
      const [first, second] = [block(level), block(level)];
      connect(first[1], second[0]);
      return [first[0], second[1]];
    },
    (level) => {
      const [yes, no] = [block(level), block(level)];
      const gateway = put((id) => exclusive(id, `${id}_${no[0]}`), 'x');
      return alternatives(gateway, [yes, no], ['=chosen = true']);
    },
    (level) => {
      const [split, join] = [put(parallel, 'p'), put(parallel, 'j')];
      for (let branches = 2 + pick(2); branches > 0; branches -= 1) {
        const [entry, exit] = block(level);
        connect(split, entry);
        connect(exit, join);
      }
      return [split, join];
    },
    (level) => {
      const [back, wait] = [put((id) => exclusive(id), 'm'), put(userTask, 't')];
      const [entry, exit] = block(level);
      const last = put((id) => element('task', id), 't');
      const decision = put((id) => exclusive(id, `${id}_${last}`), 'x');
      connect(back, wait);
      connect(wait, entry);
      connect(exit, decision);
      connect(decision, back, '=again = true');
      connect(decision, last);
      return [back, last];
    },
    (level) => {
      const outside = parts;
      parts = [];
      const [first, last] = [put(start, 's'), put(end, 'e')];
      const [entry, exit] = block(level);
      connect(first, entry);
      connect(exit, last);
      const inside = parts;
      parts = outside;
      const scope = put((id) => subProcess(id, ...inside), 'sub');
      return pick(2) === 0 ? withBoundary(scope) : [scope, scope];
    },
    (level) => {
      const gateway = put(eventBased, 'g');
      const after = (definition: string): Block => {
        const event = put((id) => element('intermediateCatchEvent', id, definition), 'c');
        const [entry, exit] = block(level);
        connect(event, entry);
        return [event, exit];
      };
      return alternatives(gateway, [after(timer('P1D', 'timeDuration')), after(messageEvent('m'))], []);
    },
  ];
  const block = (level: number): Block => blocks[level <= 0 ? 0 : pick(blocks.length)]!(level - 1);

  const [entry, exit] = block(depth);
  connect('start', entry);
  connect(exit, 'end');
  return bpmnText('p', message('m', 'm', '=key'), start('start'), end('end'), ...parts);
}
