import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { NO_FACTS, type Facts } from '../../src/diagnosis/facts.ts';
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
