import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import causesJson from '../../src/knowledge/data/causes.json' with { type: 'json' };
import featuresJson from '../../src/knowledge/data/features.json' with { type: 'json' };
import findingsJson from '../../src/knowledge/data/findings.json' with { type: 'json' };
import questionsJson from '../../src/knowledge/data/questions.json' with { type: 'json' };
import remediesJson from '../../src/knowledge/data/remedies.json' with { type: 'json' };
import { cause, feature, finding, question, remedy, type Condition } from '../../src/knowledge/diagnosis-schema.ts';
import { checkVantages } from '../../src/knowledge/check-vantages.ts';
import { FINDING_CODES } from '../../src/probe/finding-codes.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { LANGUAGES } from '../../src/message/message.ts';

const causes = z.array(cause).parse(causesJson);
const features = z.array(feature).parse(featuresJson);
const questions = z.array(question).parse(questionsJson);
const remedies = z.array(remedy).parse(remediesJson);
const findings = z.array(finding).parse(findingsJson);
const translator = createTranslator(RESOURCES);

/** The causes that the knowledge base promises, in the order of its rows. */
const PROMISED = [
  'op25b',
  'line-changed',
  'port-reset',
  'op25b-newly-introduced',
  'line-filtered',
  'cloud-port25-blocked',
  'network-blocks-mail',
  'antivirus-interception',
  'vpn-interference',
  'no-internet',
  'host-misspelt',
  'user-dns-broken',
  'domain-expired',
  'server-down',
  'server-mute',
  'submission-not-offered',
  'tls-mode-mismatch',
  'starttls-missing',
  'encryption-required',
  'old-tls-client',
  'certificate-name-mismatch',
  'certificate-invalid',
  'clock-wrong',
  'auth-off',
  'pop-before-smtp',
  'wrong-password',
  'app-password-needed',
  'm365-smtp-auth-disabled',
  'oauth-only',
  'auth-mechanism-mismatch',
  'ip-banned',
  'overseas-restricted',
  'user-ip-blocklisted',
  'ip25b',
  'no-reverse-dns',
  'server-blocklisted',
  'spf-dkim-dmarc',
  'sender-mismatch',
  'account-suspended',
  'sending-limit',
  'message-too-large',
  'recipient-refused',
  'carrier-filter',
  'greylisted',
  'one-bad-recipient',
  'offline-mode',
  'ipv6-broken',
  'host-retired',
  'server-firewall',
  'wrong-account-server',
];

function badParts(condition: Condition): string[] {
  return Object.entries(condition).flatMap(([id, wanted]) => {
    const values = features.find((candidate) => candidate.id === id)?.base ?? {};
    const list = Array.isArray(wanted) ? wanted : [wanted];
    return list.filter((value) => !(value in values)).map((value) => `${id}=${value}`);
  });
}

describe('causes', () => {
  it('has every cause that is promised', () => {
    expect(causes.map(({ id }) => id)).toEqual(PROMISED);
  });

  it('holds each of them to the vantage points it can be seen from', () => {
    expect(() => checkVantages(causes, features)).not.toThrow();
  });

  it('takes no row whose certainty would come from elsewhere', () => {
    const sly = causes.slice(0, 1).map((row) => ({ ...row, likelyIf: [{ 'server-25': 'open' }] }));
    expect(() => checkVantages(sly, features)).toThrow(/op25b.*server-25/);
  });

  it.each(causes)('$id names only features and values that exist', (row) => {
    const conditions = [...row.excludedBy, ...row.likelyIf, ...row.confirmedBy];
    const expected = Object.entries(row.expects).flatMap(([id, table]) =>
      Object.keys(table).flatMap((value) => badParts({ [id]: value })),
    );
    expect([...conditions.flatMap(badParts), ...expected]).toEqual([]);
  });

  it.each(causes)('$id has a remedy, something that rules it out and something that makes it likely', (row) => {
    expect(remedies.map(({ id }) => id)).toContain(row.remedy);
    expect(row.excludedBy.length).toBeGreaterThan(0);
    expect(row.likelyIf.length).toBeGreaterThan(0);
  });

  it.each(causes)('$id has its probabilities add up to no more than one', (row) => {
    for (const table of Object.values(row.expects)) {
      expect(Object.values(table).reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.0001);
    }
  });
});

describe.each(LANGUAGES)('texts in %s', (language) => {
  const missing = (keys: string[]) => keys.filter((key) => !translator.has(language, key));

  it('names and explains every cause', () => {
    expect(missing(causes.flatMap(({ id }) => [`cause:${id}.name`, `cause:${id}.explanation`]))).toEqual([]);
  });

  it('words every reason', () => {
    const keys = features.flatMap(({ id, base }) => Object.keys(base).map((value) => `evidence:${id}.${value}`));
    expect(missing(keys)).toEqual([]);
  });

  it('words every question and choice', () => {
    const keys = questions.flatMap(({ id, choices }) => {
      const own = id === 'client' ? ['other'] : choices;
      return [
        `question:${id}.ask`,
        `question:${id}.choices.unknown`,
        ...own.map((choice) => `question:${id}.choices.${choice}`),
      ];
    });
    expect(missing(keys)).toEqual([]);
  });

  it('words every step of every remedy', () => {
    const keys = remedies.flatMap(({ id, variants }) =>
      variants.flatMap(({ before, after }) => [...before, ...after].map((step) => `remedy:${id}.${step}`)),
    );
    expect(missing(keys)).toEqual([]);
  });

  it('words every finding', () => {
    expect(missing(FINDING_CODES.map((code) => `finding:${code}`))).toEqual([]);
  });
});

describe('findings', () => {
  it('has a row for every code that the probe may report, and no other', () => {
    expect(findings.map(({ code }) => code).toSorted()).toEqual([...FINDING_CODES].toSorted());
  });

  it('leads every problem to a cause that exists', () => {
    const ids = causes.map(({ id }) => id);
    for (const row of findings) {
      expect(row.causes.filter((id) => !ids.includes(id))).toEqual([]);
      if (row.severity === 'problem') expect(row.causes, row.code).not.toEqual([]);
    }
  });
});

describe('remedies', () => {
  it.each(remedies)('$id ends in a variant that always holds, so nobody is left without steps', ({ variants }) => {
    expect(variants.at(-1)?.when).toEqual({});
    for (const variant of variants) expect(variant.before.length + variant.after.length).toBeGreaterThan(0);
  });

  it.each(remedies)('$id belongs to a cause', ({ id }) => {
    expect(causes.map((row) => row.remedy)).toContain(id);
  });
});
