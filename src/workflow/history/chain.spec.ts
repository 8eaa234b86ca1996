import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonical, canonicalEvent, eventHash, type ChainedEvent } from './chain.js';

const text = fc.string({ unit: 'grapheme' });
const absent = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const event: fc.Arbitrary<ChainedEvent> = fc.record({
  type: text,
  seq: fc.nat(),
  payloadHash: absent(text),
  meta: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>),
  instanceKey: text,
  elementInstanceKey: absent(text),
  elementId: absent(text),
  at: text,
  actorId: absent(text),
});

it('the form that is hashed is that of RFC 8785, whatever an event holds', () => {
  fc.assert(
    fc.property(event, text, (chained, prevHash) => {
      expect(canonicalEvent(chained, canonical(chained.meta))).toBe(canonical(chained));
      const expected = createHash('sha256').update(prevHash).update(canonical(chained)).digest('hex');
      expect(eventHash(prevHash, chained)).toBe(expected);
    }),
  );
});
