import { expect, it } from 'vitest';
import { createEngine } from '../../src/conversation/engine.ts';
import { rehearse } from '../../src/conversation/rehearse.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

it('reads a whole report, so that the first person finds every pattern compiled', () => {
  const desk = { name: null, contact: null, reachable: false };
  const { error } = rehearse(createEngine({ ...loadKnowledge().engine, desk })).facts;
  expect(error).toMatchObject({
    signature: 'smtp.relay-denied',
    reply: { code: 550, enhanced: '5.7.1' },
    relayed: true,
  });
});
