import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/conversation/types.ts';
import { readConversation, readEffect } from '../../src/journal/stored-json.ts';
import { begin, say } from './steps.ts';
import version1 from './stored/conversation-1.json' with { type: 'json' };

describe('a stored conversation', () => {
  it('of version 1 keeps all that it holds and has what came later', () => {
    // `begin` is complete, so a field that the upgrade forgets shows.
    expect(readConversation(JSON.stringify(version1))).toEqual({ ...begin('c'), ...version1, version: 2 });
  });

  it('of this version is what was stored', () => {
    expect(readConversation(JSON.stringify(begin('c')))).toEqual(begin('c'));
  });

  it.each([
    ['of a later version', { ...begin('c'), version: 3 }],
    ['of version 0', { ...begin('c'), version: 0 }],
    ['of half a version', { ...begin('c'), version: 1.5 }],
    ['without a version', { id: 'c' }],
    ['without an id', { version: 1 }],
    ['that is none', 'c'],
  ])('%s is not misread', (_, stored) => {
    expect(() => readConversation(JSON.stringify(stored))).toThrow(expect.objectContaining({ code: 'state-unknown' }));
  });
});

describe('a stored effect', () => {
  const message = { blocks: [] };
  const subject = { kind: 'server', value: 'smtp.example.jp' } as const;
  const effects: Effect[] = [
    say('m1', 'text'),
    { type: 'edit', id: 'm1', message, final: false },
    { type: 'hand-off', to: null, reference: 'R1', message: { blocks: [], actions: [] } },
    { type: 'desk-edit', message },
    { type: 'report', subject },
    { type: 'outcome', cause: 'op25b', remedy: 'use-587', worked: true },
    { type: 'end', resolved: true },
  ];

  it.each(effects.map((effect) => [effect.type, effect] as const))('%s is what was stored', (_, effect) => {
    expect(readEffect(JSON.stringify(effect))).toEqual(effect);
  });

  it('of the first release has what came later: an edit is shown, a case has no buttons', () => {
    const edit = { type: 'edit', id: 'm1', message };
    expect(readEffect(JSON.stringify(edit))).toEqual({ ...edit, final: true });
    const handOff = { type: 'hand-off', to: 'mail team', reference: 'R1' };
    expect(readEffect(JSON.stringify(handOff))).toEqual({ ...handOff, message });
  });

  it.each([{ type: 'sing' }, { type: 'toString' }, {}, null])('that is %j is not misread', (stored) => {
    expect(readEffect(JSON.stringify(stored))).toBeNull();
  });
});
