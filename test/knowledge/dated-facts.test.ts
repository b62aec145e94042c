import { describe, expect, it } from 'vitest';
import enTexts from '../../locales/en/fact.json' with { type: 'json' };
import jaTexts from '../../locales/ja/fact.json' with { type: 'json' };
import { factsFor, factsToLookAt, type FactSubject } from '../../src/knowledge/dated-facts.ts';
import { datedFact } from '../../src/knowledge/fact-schema.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { parseRows } from '../../src/knowledge/parse-rows.ts';

const { facts, causes, clients, lines, providers } = loadKnowledge().engine.diagnosis;
const nothing: FactSubject = { provider: null, cause: null, client: null, line: null };
const about = (subject: Partial<FactSubject>, today: string) => factsFor({ ...nothing, ...subject }, today, facts);

describe('a dated fact', () => {
  const first = facts[0];

  it.each([
    ['appliesFrom', { ...first, appliesFrom: 'end of 2026' }],
    ['lookAgainAfter', { ...first, lookAgainAfter: '2026-13-01' }],
    ['tellFrom', { ...first, tellFrom: '2026/01/27' }],
    ['sources', { ...first, sources: [] }],
  ])('is refused by a broken %s', (field, row) => {
    expect(() => parseRows('facts.json', datedFact, [row])).toThrow(`facts.json: row 0.${field}`);
  });

  it.each(facts)('$id is told before its day has passed into the past, and ends after it began', (fact) => {
    expect(fact.tellFrom <= fact.appliesFrom).toBe(true);
    expect(fact.tellUntil === null || fact.tellUntil >= fact.appliesFrom).toBe(true);
  });

  it.each(facts)('$id is about things that the knowledge base has', (fact) => {
    expect(fact.about.length).toBeGreaterThan(0);
    for (const condition of fact.about) {
      const { provider, cause, client, line } = condition;
      expect(Object.keys(condition)).not.toEqual([]);
      if (provider !== undefined) expect(providers.byId(provider), provider).not.toBeNull();
      if (cause !== undefined) expect(causes.map(({ id }) => id)).toContain(cause);
      if (client !== undefined) expect(clients.map(({ id }) => id)).toContain(client);
      if (line !== undefined) expect(lines.map(({ id }) => id)).toContain(line);
    }
  });

  it.each(facts)(
    '$id has the words for every state in which it is told',
    ({ id, tellFrom, appliesFrom, confirmed }) => {
      const states = tellFrom < appliesFrom ? ['coming', 'in-force'] : ['in-force'];
      const words = { ja: Object.entries(jaTexts), en: Object.entries(enTexts) };
      for (const [language, entries] of Object.entries(words)) {
        const texts: Record<string, string> = entries.find(([key]) => key === id)?.[1] ?? {};
        expect(Object.keys(texts).toSorted(), language).toEqual(states);
        if (!confirmed) for (const text of Object.values(texts)) expect(text).toMatch(/未確認|unconfirmed/);
      }
    },
  );

  it('has no words without a row', () => {
    const ids = facts.map(({ id }) => id).toSorted();
    expect(Object.keys(jaTexts).toSorted()).toEqual(ids);
    expect(Object.keys(enTexts).toSorted()).toEqual(ids);
  });
});

describe('a person is told', () => {
  it('in November 2026 what Microsoft 365 does at the end of December', () => {
    expect(about({ provider: 'microsoft365' }, '2026-11-24')).toEqual([
      { id: 'microsoft365-passwords-off', state: 'coming' },
    ]);
  });

  it('in January 2027 that it is so, and what comes next', () => {
    expect(about({ cause: 'm365-smtp-auth-disabled' }, '2027-01-05')).toEqual([
      { id: 'microsoft365-passwords-removed', state: 'coming' },
      { id: 'microsoft365-passwords-off', state: 'in-force' },
    ]);
  });

  it('nothing of it before it was announced', () => {
    expect(about({ provider: 'microsoft365' }, '2025-12-31')).toEqual([]);
  });

  it('one thing of Google, by the day', () => {
    expect(about({ provider: 'gmail' }, '2024-06-01')).toEqual([{ id: 'google-passwords-ended', state: 'in-force' }]);
    expect(about({ provider: 'gmail' }, '2026-11-24')).toEqual([
      { id: 'google-workspace-passwords-ended', state: 'in-force' },
    ]);
  });

  it('what a line demands only where it is the cause', () => {
    expect(about({ line: 'odn', cause: 'encryption-required' }, '2026-11-24')).toHaveLength(1);
    expect(about({ line: 'odn', cause: 'wrong-password' }, '2026-11-24')).toEqual([]);
    expect(about({ line: 'ocn', cause: 'encryption-required' }, '2026-11-24')).toEqual([]);
  });

  it('nothing where no fact fits', () => {
    expect(about({}, '2026-11-24')).toEqual([]);
  });
});

describe('facts that somebody has to look at again', () => {
  const ids = (today: string) => factsToLookAt(today, facts).map(({ id }) => id);

  it('are named from the day after the one in their row', () => {
    expect(ids('2026-12-15')).not.toContain('microsoft365-passwords-off');
    expect(ids('2026-12-16')).toContain('microsoft365-passwords-off');
  });

  it('are printed for today, and fail nothing', () => {
    const today = new Date().toISOString().slice(0, 10);
    const due = factsToLookAt(today, facts);
    for (const { id, lookAgainAfter, sources } of due) {
      console.log(`look again at the fact "${id}" (due since ${lookAgainAfter}): ${sources.join(', ')}`);
    }
    expect(due.every(({ lookAgainAfter }) => lookAgainAfter < today)).toBe(true);
  });
});
