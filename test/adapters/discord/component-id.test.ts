import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseId } from '../../../src/adapters/case-id.ts';
import { readComponentId, writeComponentId, type ComponentId } from '../../../src/adapters/discord/component-id.ts';
import { RESOURCES } from '../../../src/message/resources.ts';
import { questionId } from '../../../src/conversation/question-id.ts';

const questions = Object.keys(RESOURCES.en.question).flatMap((name) => questionId(name) ?? []);
const conversation = fc.string().map(caseId);
const question = fc.constantFrom(...questions);
const clients = Object.keys(RESOURCES.en.clients);

const ids: fc.Arbitrary<ComponentId> = fc.oneof(
  fc.record({
    kind: fc.constant('choice' as const),
    conversation,
    question,
    choice: fc.oneof(fc.constantFrom(...clients), fc.stringMatching(/^[a-z0-9-]{1,40}$/), fc.constant('a/b:c%')),
  }),
  fc.record({ kind: fc.constant('menu' as const), conversation, question, page: fc.nat(99) }),
  fc.record({
    kind: fc.constant('write' as const),
    conversation,
    question,
    language: fc.constantFrom('ja' as const, 'en' as const),
  }),
  fc.record({ kind: fc.constant('form' as const), conversation, question }),
  fc.record({
    kind: fc.constant('desk' as const),
    conversation,
    action: fc.constantFrom('claim' as const, 'hand-back' as const, 'resolve' as const),
  }),
);

describe('the id of a component', () => {
  it('comes back as it was written, in at most 100 characters', () => {
    fc.assert(
      fc.property(ids, (id) => {
        const written = writeComponentId(id);
        expect(written.length).toBeLessThanOrEqual(100);
        expect(readComponentId(written)).toEqual(id);
      }),
    );
  });

  it('is none when it was not written here', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        expect(readComponentId(written)).toBeNull();
      }),
    );
    for (const written of [
      'o0/desk/A-B/claim',
      'o1/desk/A-B/delete',
      'o1/choice/A-B/nothing/25',
      'o1/menu/A-B/port/x',
      '%',
    ]) {
      expect(readComponentId(written), written).toBeNull();
    }
  });

  it('is never too long for Discord', () => {
    const choice = 'x'.repeat(100);
    expect(() => writeComponentId({ kind: 'choice', conversation: 'A-B', question: 'port', choice })).toThrow(
      RangeError,
    );
  });
});
