/**
 * A tree of blocks as a .bpmn file. Decisions read the variables `a`, `b`, `c` and `again` (booleans) and `items` (a list).
 * Ids begin with a letter for their kind: `w` work, `b` boundary event, `x` start event of an event subprocess.
 */
import {
  bpmnText,
  element,
  end,
  eventBased,
  exclusive,
  extensions,
  messageEvent,
  parallel,
  start,
  userTask,
} from '../builders/bpmn-text.js';
import type { Block, Interruption } from './blocks.js';
import { DEFINITIONS, ONCE, ROOTS, activity, caught, condition, discriminator, standardLoop } from './elements.js';
import { Drawing } from './drawing.js';

/** First and last node of a block. */
type Ends = [entry: string, exit: string];

export class Diagram extends Drawing {
  static of(block: Block): string {
    const diagram = new Diagram();
    const [entry, exit] = diagram.write(block);
    diagram.parts.push(start('start'), end('end'));
    diagram.connect('start', entry);
    diagram.connect(exit, 'end');
    return bpmnText('p', ...ROOTS, ...diagram.parts);
  }

  private write(block: Block): Ends {
    switch (block.kind) {
      case 'work':
        return this.work(block);
      case 'sequence':
        return this.sequence(block.steps.map((step) => this.write(step)));
      case 'exclusive':
      case 'inclusive':
        return this.decision(block.kind, block.branches);
      case 'parallel':
        return this.branches(this.put('g', parallel), this.put('g', parallel), block.branches);
      case 'discriminator':
        return this.branches(this.put('g', parallel), this.put('g', discriminator), block.branches);
      case 'repeat':
        return this.repeat(block.body);
      case 'race':
        return this.race(block.branches);
      case 'catch':
        return this.single(this.put('i', (id) => caught(id, block.multiple)));
      case 'throw':
        return this.thrown(block.what);
      case 'scope':
        return this.scope(block);
      case 'each':
        return this.each(block);
      case 'again':
        return this.single(
          this.put('l', (id) => this.inside(id, 'subProcess', this.body(block.body), standardLoop(block.testBefore))),
        );
      case 'transaction':
        return this.transaction(block.body);
      case 'undo':
        return this.undo(block.steps, block.inner);
      case 'adHoc':
        return this.adHoc(block);
      case 'quantity':
        return this.quantity(block.body);
    }
  }

  private single(id: string): Ends {
    return [id, id];
  }

  private sequence(blocks: Ends[]): Ends {
    blocks.slice(1).forEach(([entry], index) => this.connect(blocks[index]![1], entry));
    return [blocks[0]![0], blocks.at(-1)![1]];
  }

  private work({ work, boundary }: Extract<Block, { kind: 'work' }>): Ends {
    // Only a job or a called process throws errors and escalations.
    const throws = boundary?.on === 'error' || boundary?.on === 'escalation';
    const id = this.put('w', (own) => activity(own, throws && work !== 'call' ? 'job' : work));
    return boundary ? this.guarded(id, boundary.on, boundary.interrupting || boundary.on === 'error') : [id, id];
  }

  /** The activity with a boundary event; what an interrupting one leads to goes on where the activity would. */
  private guarded(id: string, on: Interruption, interrupting: boolean): Ends {
    const definition = on === 'timer' && interrupting ? ONCE : DEFINITIONS[on];
    const event = this.put('b', (own) =>
      element('boundaryEvent', own, definition, `attachedToRef="${id}" cancelActivity="${interrupting}"`),
    );
    if (!interrupting) {
      this.connect(
        event,
        this.put('z', (own) => end(own)),
      );
      return [id, id];
    }
    const merge = this.put('g', (own) => exclusive(own));
    this.connect(id, merge);
    this.connect(event, merge);
    return [id, merge];
  }

  private branches(split: string, join: string, branches: Block[], conditions: (string | undefined)[] = []): Ends {
    branches.forEach((branch, index) => {
      const [entry, exit] = this.write(branch);
      this.connect(split, entry, conditions[index]);
      this.connect(exit, join);
    });
    return [split, join];
  }

  private decision(kind: 'exclusive' | 'inclusive', branches: Block[]): Ends {
    const type = `${kind}Gateway`;
    const split = this.put('g', (id) => element(type, id, '', `default="${id}_fallback"`));
    const join = this.put('g', (id) => element(type, id));
    this.branches(split, join, branches, ['=a', '=b', '=c']);
    const fallback = this.put('w', (id) => element('task', id));
    this.connectDefault(split, 'fallback', fallback);
    this.connect(fallback, join);
    return [split, join];
  }

  private repeat(body: Block): Ends {
    const entry = this.put('g', (id) => exclusive(id));
    const [first, last] = this.write(body);
    // A wait in the ring: it must not spin within one command.
    const pause = this.put('w', (id) => userTask(id));
    const exit = this.put('g', (id) => element('exclusiveGateway', id, '', `default="${id}_out"`));
    const out = this.put('w', (id) => element('task', id));
    this.connect(entry, first);
    this.connect(last, pause);
    this.connect(pause, exit);
    this.connect(exit, entry, '=again');
    this.connectDefault(exit, 'out', out);
    return [entry, out];
  }

  private race(branches: Block[]): Ends {
    const gateway = this.put('g', (id) => eventBased(id));
    const merge = this.put('g', (id) => exclusive(id));
    const events = [messageEvent('m1'), ONCE, '<bpmn:signalEventDefinition signalRef="s2" />'];
    branches.forEach((branch, index) => {
      const event = this.put('i', (id) => element('intermediateCatchEvent', id, events[index]));
      const [entry, exit] = this.write(branch);
      this.connect(gateway, event);
      this.connect(event, entry);
      this.connect(exit, merge);
    });
    return [gateway, merge];
  }

  private thrown(what: Extract<Block, { kind: 'throw' }>['what']): Ends {
    if (what === 'link') {
      const name = `link ${this.count}`;
      const definition = `<bpmn:linkEventDefinition name="${name}" />`;
      const from = this.put('i', (id) => element('intermediateThrowEvent', id, definition));
      const to = this.put('i', (id) => element('intermediateCatchEvent', id, definition));
      return [from, to];
    }
    const definitions = {
      signal: '<bpmn:signalEventDefinition signalRef="s1" />',
      message: messageEvent('m1'),
      escalation: DEFINITIONS.escalation,
    };
    return this.single(this.put('i', (id) => element('intermediateThrowEvent', id, definitions[what])));
  }

  private body(block: Block, ending: (id: string) => string = (id) => end(id)): string {
    return this.within(() => {
      const [entry, exit] = this.write(block);
      this.connect(
        this.put('s', (id) => start(id)),
        entry,
      );
      this.connect(exit, this.put('z', ending));
    });
  }

  private inside(id: string, type: string, content: string, loop = '', attributes = ''): string {
    return element(type, id, loop + content, attributes);
  }

  private scope({ body, boundary, inside }: Extract<Block, { kind: 'scope' }>): Ends {
    const id = this.put('p', (own) => {
      const content = this.body(body) + (inside ? this.eventSubProcess(inside) : '');
      return this.inside(own, 'subProcess', content);
    });
    if (!boundary) return [id, id];
    return this.guarded(id, boundary, true);
  }

  private eventSubProcess({
    on,
    interrupting,
    body,
  }: {
    on: Interruption;
    interrupting: boolean;
    body: Block;
  }): string {
    const isInterrupting = interrupting || on === 'error';
    const content = this.within(() => {
      const [entry, exit] = this.write(body);
      const definition = on === 'timer' && isInterrupting ? ONCE : DEFINITIONS[on];
      const begin = this.put('x', (id) => element('startEvent', id, definition, `isInterrupting="${isInterrupting}"`));
      this.connect(begin, entry);
      this.connect(
        exit,
        this.put('z', (id) => end(id)),
      );
    });
    this.count += 1;
    return this.inside(`h${this.count}`, 'subProcess', content, '', 'triggeredByEvent="true"');
  }

  private each({ body, sequential, completion }: Extract<Block, { kind: 'each' }>): Ends {
    const done = completion ? condition('=numberOfCompletedInstances &gt;= 2', 'completionCondition') : '';
    const loop =
      `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}">` +
      extensions(
        '<zeebe:loopCharacteristics inputCollection="=items" inputElement="thing" outputCollection="things" outputElement="=thing" />',
      ) +
      `${done}</bpmn:multiInstanceLoopCharacteristics>`;
    return this.single(this.put('l', (id) => this.inside(id, 'subProcess', this.body(body), loop)));
  }

  private transaction(body: Block): Ends {
    const id = this.put('t', (own) => {
      const content = this.within(() => {
        const [entry, exit] = this.write({ kind: 'sequence', steps: [body, { kind: 'undo', steps: 1, inner: false }] });
        const choice = this.put('g', (gateway) =>
          element('exclusiveGateway', gateway, '', `default="${gateway}_keep"`),
        );
        const cancel = this.put('z', (event) => end(event, '<bpmn:cancelEventDefinition />'));
        const keep = this.put('z', (event) => end(event));
        this.connect(
          this.put('s', (event) => start(event)),
          entry,
        );
        this.connect(exit, choice);
        this.connect(choice, cancel, '=a');
        this.connectDefault(choice, 'keep', keep);
      });
      return this.inside(own, 'transaction', content);
    });
    const event = this.put('b', (own) =>
      element('boundaryEvent', own, '<bpmn:cancelEventDefinition />', `attachedToRef="${id}"`),
    );
    const merge = this.put('g', (own) => exclusive(own));
    this.connect(id, merge);
    this.connect(event, merge);
    return [id, merge];
  }

  /** Activities with compensation handlers, then an event that undoes them, all in a subprocess of their own. */
  private undo(steps: number, inner: boolean): Ends {
    const content = this.within(() => {
      const done = Array.from({ length: steps }, () => this.undoable());
      const [entry, exit] = this.sequence(done);
      const undo = this.put('i', (id) => element('intermediateThrowEvent', id, '<bpmn:compensateEventDefinition />'));
      this.connect(
        this.put('s', (id) => start(id)),
        entry,
      );
      if (inner) this.connect(exit, undo);
      this.connect(
        inner ? undo : exit,
        this.put('z', (id) => end(id)),
      );
      if (!inner) this.parts = this.parts.filter((part) => !part.includes(`id="${undo}"`));
    });
    return this.single(this.put('p', (id) => this.inside(id, 'subProcess', content)));
  }

  private undoable(): Ends {
    const done = this.put('w', (id) => activity(id, 'userTask'));
    const handler = this.put('w', (id) =>
      element('userTask', id, extensions('<zeebe:userTask />'), 'isForCompensation="true"'),
    );
    const event = this.put('b', (id) =>
      element('boundaryEvent', id, '<bpmn:compensateEventDefinition />', `attachedToRef="${done}"`),
    );
    this.put(
      'a',
      (id) => `<bpmn:association id="${id}" sourceRef="${event}" targetRef="${handler}" associationDirection="One" />`,
    );
    return [done, done];
  }

  private adHoc({ works, sequential, chosen }: Extract<Block, { kind: 'adHoc' }>): Ends {
    const ids: string[] = [];
    const content = this.within(() => {
      for (const work of works) ids.push(this.put('w', (id) => activity(id, work)));
    });
    const list = ids.map((id) => `&quot;${id}&quot;`).join(', ');
    const choice = chosen ? extensions(`<zeebe:adHoc activeElementsCollection="=[${list}]" />`) : '';
    const ordering = `ordering="${sequential ? 'Sequential' : 'Parallel'}"`;
    return this.single(this.put('d', (id) => element('adHocSubProcess', id, choice + content, ordering)));
  }

  /** Sends two tokens, and an activity that needs both. */
  private quantity(body: Block): Ends {
    const two = this.put('w', (id) => element('task', id, '', 'completionQuantity="2"'));
    const needs = this.put('w', (id) => element('userTask', id, extensions('<zeebe:userTask />'), 'startQuantity="2"'));
    const [entry, exit] = this.write(body);
    this.connect(two, needs);
    this.connect(needs, entry);
    return [two, exit];
  }
}
