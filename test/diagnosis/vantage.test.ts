import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnosis.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

const knowledge = loadKnowledge().engine.diagnosis;

/**
 * Causes in the person's own network, device, account or message, or on the recipient's side (causes.md, section 2): the
 * bot's probe of the server and public DNS cannot speak of them.
 */
const OUT_OF_SIGHT = knowledge.causes
  .map(({ id }) => id)
  .filter(
    (id) =>
      ![
        'host-misspelt',
        'domain-expired',
        'server-down',
        'server-mute',
        'submission-not-offered',
        'starttls-missing',
        'certificate-name-mismatch',
        'certificate-invalid',
        'host-retired',
        'server-firewall',
      ].includes(id),
  );

type Outcome = Record<string, string>;

/** Features that the bot's probe and DNS set, each with its values; `undefined`: not learnt. */
const PROBED = knowledge.features
  .filter(({ id, vantage }) => (vantage === 'server' || vantage === 'dns') && id !== 'settings-port-at-server')
  .map(({ id, base }) => ({ id, values: [undefined, ...Object.keys(base)] }));
const ALL_OUTCOMES = PROBED.reduce((product, { values }) => product * values.length, 1);

/** One of all combinations, by its number. */
function outcome(number: number): Outcome {
  const known: Outcome = {};
  let rest = number;
  for (const { id, values } of PROBED) {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    if (value !== undefined) known[id] = value;
  }
  return known;
}

/** So many of them are tried whole, evenly spread; a prime, so that every value meets every other. */
const TRIED = 20_011;

describe('the bot’s own probe', () => {
  it('meets no condition under which a cause out of its sight would be likely or confirmed, whatever it finds', () => {
    const probed = new Set(PROBED.map(({ id }) => id));
    const reachable = knowledge.causes
      .filter(({ id }) => OUT_OF_SIGHT.includes(id))
      .flatMap(({ id, likelyIf, confirmedBy }) => [...likelyIf, ...confirmedBy].map((condition) => ({ id, condition })))
      .filter(({ condition }) => Object.keys(condition).every((feature) => probed.has(feature)));
    expect(reachable).toEqual([]);
  });

  it('never makes more than "possible" of a cause out of its sight, whatever it finds', () => {
    expect(ALL_OUTCOMES).toBeGreaterThan(1_000_000);
    const wrong = Array.from({ length: TRIED }, (_, turn) =>
      outcome(Math.floor((turn * ALL_OUTCOMES) / TRIED)),
    ).flatMap((found) =>
      diagnose(found, knowledge)
        .causes.filter(({ id, certainty }) => OUT_OF_SIGHT.includes(id) && certainty !== 'possible')
        .map(({ id }) => ({ id, found })),
    );
    expect(wrong).toEqual([]);
  });

  it('leaves port 25 closed from the bot without a word on OP25B', () => {
    const found = {
      'server-25': 'closed',
      'server-submission': 'usable',
      'server-reachable': 'yes',
      'server-dns': 'ok',
    };
    const [best] = diagnose(found, knowledge).causes;
    expect(best?.certainty).toBe('possible');
  });
});

describe('evidence from elsewhere together with the probe', () => {
  const seen = {
    'server-dns': 'ok',
    'server-reachable': 'yes',
    'server-submission': 'usable',
    'server-certificate': 'valid',
  };
  const bestOf = (features: Outcome) => diagnose(features, knowledge).causes[0];

  it.each([
    ['clock-wrong', { error: 'certificate-date', 'error-reply': 'no', others: 'only-me' }],
    ['old-tls-client', { error: 'tls-old', 'error-reply': 'no' }],
    ['user-dns-broken', { error: 'dns', 'error-reply': 'no', 'other-network': 'works', receive: 'works' }],
    ['network-blocks-mail', { 'from-device': 'mail-blocked', 'other-network': 'works' }],
    ['ip-banned', { 'from-device': 'server-blocked' }],
  ])('confirms %s', (cause, told: Outcome) => {
    expect(bestOf({ ...seen, ...told })).toMatchObject({ id: cause, certainty: 'confirmed' });
  });
});

describe('what looks the same', () => {
  const seen = { 'server-dns': 'ok', 'server-reachable': 'yes', 'server-submission': 'usable', provider: 'ordinary' };
  const rejected = { ...seen, error: 'auth-rejected', 'error-reply': 'yes' };
  const blocked = { ...seen, 'from-device': 'mail-blocked', 'other-network': 'works' };
  const certaintyOf = (id: string, features: Outcome) =>
    diagnose(features, knowledge).causes.find((cause) => cause.id === id)?.certainty;

  it('is not told for certain: a refused sign-in from abroad may be the country, not the password', () => {
    expect(certaintyOf('wrong-password', rejected)).toBe('confirmed');
    expect(certaintyOf('wrong-password', { ...rejected, change: 'abroad' })).toBe('possible');
  });

  it('is not told for certain: blocked mail ports behind a VPN may be the VPN, not the network', () => {
    expect(certaintyOf('network-blocks-mail', blocked)).toBe('confirmed');
    expect(certaintyOf('network-blocks-mail', { ...blocked, change: 'vpn' })).not.toBe('confirmed');
  });
});

describe('a mail that came back', () => {
  const listed = { error: 'policy', 'error-reply': 'yes', 'error-points': 'user-ip-blocklisted' };
  const idsOf = (features: Outcome) => diagnose(features, knowledge).causes.map(({ id }) => id);

  it('was handed in: the list has the server, not the person’s line', () => {
    expect(idsOf(listed)[0]).toBe('user-ip-blocklisted');
    const bounced = idsOf({ ...listed, 'error-bounce': 'yes' });
    expect(bounced[0]).toBe('server-blocklisted');
    expect(bounced).not.toContain('user-ip-blocklisted');
  });
});

describe('OP25B', () => {
  const seenByPerson = { port: '25', receive: 'works', 'client-route': 'device' };
  const fromDevice = { 'from-device': 'only-25-blocked' };
  const certaintyOf = (features: Outcome) =>
    diagnose(features, knowledge).causes.find(({ id }) => id === 'op25b')?.certainty;

  it('is confirmed when their 25 is blocked, their 587 is open, and the server’s 25 is open elsewhere', () => {
    expect(certaintyOf({ ...seenByPerson, ...fromDevice, 'server-25': 'open', 'server-submission': 'usable' })).toBe(
      'confirmed',
    );
  });

  it('is confirmed when 25 of an unrelated host is blocked for them, too', () => {
    expect(certaintyOf({ ...seenByPerson, ...fromDevice, 'unrelated-25': 'blocked' })).toBe('confirmed');
  });

  it('is not confirmed by the person’s line alone, when the server may simply not take port 25', () => {
    expect(certaintyOf({ ...seenByPerson, ...fromDevice })).not.toBe('confirmed');
  });

  it.each([
    ['an SMTP reply is in hand', { 'error-reply': 'yes', error: 'auth-rejected' }],
    ['the port is 587 already', { port: '587' }],
    ['their port 25 opens', { 'from-device': 'all-open' }],
    ['all mail ports fail for them', { 'from-device': 'mail-blocked' }],
    ['the mail program connects from its vendor’s cloud', { 'client-route': 'vendor-cloud' }],
    ['the outgoing server is their own provider’s', { 'line-is-provider': 'yes' }],
  ])('is ruled out when %s', (_, features: Outcome) => {
    expect(certaintyOf({ ...seenByPerson, 'server-25': 'open', ...features })).toBeUndefined();
  });
});
