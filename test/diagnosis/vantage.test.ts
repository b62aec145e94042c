import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnosis.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';

const knowledge = loadKnowledge().engine.diagnosis;

/** Causes in the person's own network or device: the bot's probe of the server cannot speak of them. */
const OUT_OF_SIGHT = [
  'op25b',
  'line-changed',
  'port-reset',
  'cloud-port25-blocked',
  'network-blocks-mail',
  'ip-banned',
  'no-internet',
  'antivirus-interception',
];

type Outcome = Record<string, string>;

/** Every combination of values (or nothing) of the features that the bot's probe and DNS can set. */
function outcomes(): Outcome[] {
  const seen = knowledge.features.filter(
    ({ id, vantage }) => (vantage === 'server' || vantage === 'dns') && id !== 'settings-port-at-server',
  );
  return seen.reduce<Outcome[]>(
    (combinations, { id, base }) =>
      combinations.flatMap((known) => [known, ...Object.keys(base).map((value) => ({ ...known, [id]: value }))]),
    [{}],
  );
}

describe('the bot’s own probe', () => {
  it('never makes more than "possible" of a cause in the person’s network, whatever it finds', () => {
    const all = outcomes();
    expect(all.length).toBeGreaterThan(10_000);
    const step = Math.max(1, Math.floor(all.length / 20_000));
    const wrong = all
      .filter((_, index) => index % step === 0)
      .flatMap((outcome) => {
        const [best] = diagnose(outcome, knowledge).causes;
        return best && OUT_OF_SIGHT.includes(best.id) && best.certainty !== 'possible'
          ? [{ best: best.id, outcome }]
          : [];
      });
    expect(wrong).toEqual([]);
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
