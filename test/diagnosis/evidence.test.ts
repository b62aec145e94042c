import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { NO_FACTS, type Facts } from '../../src/diagnosis/facts.ts';
import type { ErrorReading } from '../../src/diagnosis/reading/reading.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { closed, endpoint, goodReport, tls } from '../conversation/reports.ts';

const { diagnosis } = loadKnowledge().engine;
const featuresOf = (answers: Facts['answers'], report = goodReport()) =>
  gatherEvidence({ ...NO_FACTS, answers }, report, diagnosis);

describe('port 25 of the server, silent from the bot', () => {
  const silent25 = { endpoints: [closed(25, 'timeout'), endpoint(465), endpoint(587)] };

  it('is closed when calibration shows that the bot can use port 25', () => {
    expect(featuresOf({}, goodReport('a.example', silent25))['server-25']).toBe('closed');
  });

  it.each(['unknown', 'blocked'] as const)('says nothing when the bot’s own port 25 is %s', (port25) => {
    const vantage = { id: 'bot', port25, port465: 'open', port587: 'open' } as const;
    expect(featuresOf({}, goodReport('a.example', { ...silent25, vantage }))['server-25']).toBeUndefined();
  });
});

describe('what the server offers', () => {
  it('is nothing when both submission ports refuse', () => {
    const report = goodReport('a.example', { endpoints: [endpoint(25), closed(465), closed(587)], routes: [] });
    expect(featuresOf({}, report)).toMatchObject({ 'server-submission': 'none', 'server-reachable': 'yes' });
  });

  it('is unknown when uncalibrated ports are silent', () => {
    const report = goodReport('a.example', {
      endpoints: [closed(465, 'timeout'), closed(587, 'timeout')],
      routes: [],
      vantage: { id: 'bot', port25: 'unknown', port465: 'unknown', port587: 'unknown' },
    });
    const features = featuresOf({}, report);
    expect(features['server-submission']).toBeUndefined();
    expect(features['server-reachable']).toBeUndefined();
  });

  it('is judged by the certificate of the port that the person uses', () => {
    const endpoints = [endpoint(465, { tls: tls('expired') }), endpoint(587)];
    expect(featuresOf({ port: '465' }, goodReport('a.example', { endpoints }))['server-certificate']).toBe('expired');
    expect(featuresOf({ port: '587' }, goodReport('a.example', { endpoints }))['server-certificate']).toBe('valid');
  });
});

describe('settings', () => {
  it.each([
    ['587', 'tls', 'mismatch'],
    ['465', 'starttls', 'mismatch'],
    ['587', 'starttls', 'match'],
    ['465', 'tls', 'match'],
  ])('with port %s and encryption %s are a %s', (port, encryption, mode) => {
    expect(featuresOf({ port, encryption })['settings-mode']).toBe(mode);
  });
});

describe('the line', () => {
  it('has a known relay when its own server is established', () => {
    expect(featuresOf({ line: 'ocn' })['line-relay']).toBe('known');
  });

  it('has none when only third parties name it', () => {
    expect(featuresOf({ line: 'plala' })['line-relay']).toBe('unknown');
  });

  it('is the mail provider itself when the server is its own', () => {
    const report = goodReport('smtp.ocn.ne.jp');
    const provider = diagnosis.providers.byHost('smtp.ocn.ne.jp')?.id ?? null;
    const own = { ...report, dns: { ...report.dns, provider } };
    expect(featuresOf({ line: 'ocn', server: 'smtp.ocn.ne.jp' }, own)['line-is-provider']).toBe('yes');
  });

  it('that nobody knows is no evidence', () => {
    expect(featuresOf({ line: 'うちの回線' })['line-kind']).toBeUndefined();
  });
});

describe('a pasted error', () => {
  const blocked: ErrorReading = {
    signature: 'smtp.dnsbl',
    class: 'policy',
    reply: {
      code: 554,
      enhanced: '5.7.1',
      text: 'Service unavailable; Client host [203.0.113.77] blocked using list.example',
    },
    stage: null,
    relayed: false,
    explanation: [],
    causes: ['user-ip-blocklisted', 'server-blocklisted'],
    host: null,
    port: null,
    excerpt: '554 5.7.1 Service unavailable; Client host [203.0.113.77] blocked using list.example',
  };
  const ofError = (error: ErrorReading, addresses: string[]) => {
    const report = goodReport();
    return gatherEvidence({ ...NO_FACTS, error }, { ...report, dns: { ...report.dns, addresses } }, diagnosis);
  };

  it('points to the cause that its text names first', () => {
    expect(ofError(blocked, ['203.0.113.5'])).toMatchObject({
      error: 'policy',
      'error-reply': 'yes',
      'error-points': 'user-ip-blocklisted',
    });
  });

  it('complains of the mail server itself when it quotes its address', () => {
    expect(ofError(blocked, ['203.0.113.5'])['reply-address']).toBe('other');
    expect(ofError(blocked, ['203.0.113.5', '203.0.113.77'])['reply-address']).toBe('own');
  });

  it('that quotes an IPv6 address is read as well', () => {
    const text = 'The sending IPv6 address [2001:db8::7] must have a reverse DNS record';
    const error = { ...blocked, reply: { code: 550, enhanced: '5.7.25', text }, excerpt: text };
    expect(ofError(error, ['2001:db8::7'])['reply-address']).toBe('own');
  });

  it('is a bounce where a server reports it that had taken the mail', () => {
    expect(ofError({ ...blocked, relayed: true }, [])['error-bounce']).toBe('yes');
    expect(ofError(blocked, [])['error-bounce']).toBeUndefined();
  });

  it('tells of no address without a reply', () => {
    expect(ofError({ ...blocked, reply: null }, ['203.0.113.77'])['reply-address']).toBeUndefined();
  });

  it.each(['none', 'outbox'])('may be missing: %s', (error) => {
    expect(featuresOf({ error })).toMatchObject({ error });
  });
});

describe('submission ports that are closed', () => {
  const features = (state: 'timeout' | 'refused') =>
    featuresOf(
      {},
      goodReport('a.example', { endpoints: [endpoint(25), closed(465, state), closed(587, state)], routes: [] }),
    );

  it('are filtered when they are silent, and without a listener when they refuse', () => {
    expect(features('timeout')['server-silence']).toBe('silent');
    expect(features('refused')['server-silence']).toBe('refused');
  });
});

describe('the name of the server', () => {
  it('is an old one when its provider now names another', () => {
    const provider = { ...goodReport('smtp.ezweb.ne.jp'), server: 'smtp.ezweb.ne.jp' };
    expect(featuresOf({ server: 'smtp.ezweb.ne.jp' }, provider)['server-host']).toBe('superseded');
    expect(featuresOf({ server: 'smtp.au.com' }, goodReport('smtp.au.com'))['server-host']).toBe('current');
  });

  it('has addresses of one family or both', () => {
    const withAddresses = (addresses: string[]) => {
      const report = goodReport();
      return featuresOf({}, { ...report, dns: { ...report.dns, addresses } })['server-addresses'];
    };
    expect(withAddresses(['203.0.113.5'])).toBe('ipv4');
    expect(withAddresses(['2001:db8::5'])).toBe('ipv6');
    expect(withAddresses(['203.0.113.5', '2001:db8::5'])).toBe('both');
  });
});
