/** Structurally valid processes as trees: every split has its join, every scope its end. */
import * as fc from 'fast-check';

export type Work = 'userTask' | 'job' | 'none' | 'script' | 'receive' | 'call';
export type Interruption = 'timer' | 'message' | 'signal' | 'conditional' | 'error' | 'escalation';

export type Block =
  | { kind: 'work'; work: Work; boundary?: { on: Interruption; interrupting: boolean } }
  | { kind: 'sequence'; steps: Block[] }
  | { kind: 'exclusive' | 'parallel' | 'inclusive' | 'discriminator'; branches: Block[] }
  /** Goes back as long as `again` is true. */
  | { kind: 'repeat'; body: Block }
  /** A race of a message, a timer and a signal. */
  | { kind: 'race'; branches: Block[] }
  | { kind: 'catch'; multiple: 'one' | 'any' | 'all' | 'condition' }
  | { kind: 'throw'; what: 'signal' | 'message' | 'escalation' | 'link' }
  | {
      kind: 'scope';
      body: Block;
      boundary?: Interruption;
      inside?: { on: Interruption; interrupting: boolean; body: Block };
    }
  | { kind: 'each'; body: Block; sequential: boolean; completion: boolean }
  | { kind: 'again'; body: Block; testBefore: boolean }
  | { kind: 'transaction'; body: Block }
  | { kind: 'undo'; steps: number; inner: boolean }
  | { kind: 'adHoc'; works: Work[]; sequential: boolean; chosen: boolean }
  | { kind: 'quantity'; body: Block };

const work = fc.constantFrom<Work>('userTask', 'job', 'none', 'script', 'receive', 'call');
const interruption = fc.constantFrom<Interruption>('timer', 'message', 'signal', 'conditional', 'error', 'escalation');

const plainBlock: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const inner = (most = 3) => fc.array(tie('block'), { minLength: 1, maxLength: most });
  const branches = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  return {
    block: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      fc.record({
        kind: fc.constant('work' as const),
        work: fc.constantFrom<Work>('userTask', 'job', 'none', 'script', 'receive'),
      }),
      fc.record({
        kind: fc.constant('work' as const),
        work: fc.constantFrom<Work>('userTask', 'job'),
        boundary: fc.record({ on: fc.constantFrom<Interruption>('timer', 'message'), interrupting: fc.constant(true) }),
      }),
      fc.record({ kind: fc.constant('sequence' as const), steps: inner() }),
      fc.record({ kind: fc.constantFrom('exclusive' as const, 'parallel' as const), branches }),
      fc.record({ kind: fc.constant('repeat' as const), body: tie('block') }),
      fc.record({ kind: fc.constant('race' as const), branches }),
      fc.record({ kind: fc.constant('scope' as const), body: tie('block') }),
      fc.record({
        kind: fc.constant('scope' as const),
        body: tie('block'),
        boundary: fc.constantFrom<Interruption>('timer', 'message', 'error'),
      }),
    ),
  };
}).block;

const anyBlock: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const branches = fc.array(tie('block'), { minLength: 2, maxLength: 3 });
  const inside = fc.record({ on: interruption, interrupting: fc.boolean(), body: tie('block') });
  return {
    block: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      fc.record({ kind: fc.constant('work' as const), work }),
      fc.record({
        kind: fc.constant('work' as const),
        work: fc.constantFrom<Work>('userTask', 'job', 'call', 'receive'),
        boundary: fc.record({ on: interruption, interrupting: fc.boolean() }),
      }),
      fc.record({
        kind: fc.constant('catch' as const),
        multiple: fc.constantFrom('one' as const, 'any' as const, 'all' as const, 'condition' as const),
      }),
      fc.record({
        kind: fc.constant('throw' as const),
        what: fc.constantFrom('signal' as const, 'message' as const, 'escalation' as const, 'link' as const),
      }),
      fc.record({ kind: fc.constant('undo' as const), steps: fc.integer({ min: 1, max: 3 }), inner: fc.boolean() }),
      fc.record({
        kind: fc.constant('adHoc' as const),
        works: fc.array(work, { minLength: 1, maxLength: 3 }),
        sequential: fc.boolean(),
        chosen: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('sequence' as const),
        steps: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constantFrom(
          'exclusive' as const,
          'parallel' as const,
          'inclusive' as const,
          'discriminator' as const,
        ),
        branches,
      }),
      fc.record({ kind: fc.constant('repeat' as const), body: tie('block') }),
      fc.record({ kind: fc.constant('race' as const), branches }),
      fc.record({ kind: fc.constant('scope' as const), body: tie('block') }),
      fc.record({ kind: fc.constant('scope' as const), body: tie('block'), boundary: interruption }),
      fc.record({ kind: fc.constant('scope' as const), body: tie('block'), inside }),
      fc.record({
        kind: fc.constant('each' as const),
        body: tie('block'),
        sequential: fc.boolean(),
        completion: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('again' as const), body: tie('block'), testBefore: fc.boolean() }),
      fc.record({ kind: fc.constant('transaction' as const), body: tie('block') }),
      fc.record({ kind: fc.constant('quantity' as const), body: tie('block') }),
    ),
  };
}).block;

const severalOf = (block: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  fc.array(block, { minLength: 2, maxLength: 6 }).map((steps) => ({ kind: 'sequence', steps }));

/** Processes the reference engine carries out as the standard says. */
export const plainProcesses = severalOf(plainBlock);
/** Processes with every kind of block. */
export const allProcesses = severalOf(anyBlock);
