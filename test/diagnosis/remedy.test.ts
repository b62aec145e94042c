import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { NO_FACTS, type Facts } from '../../src/diagnosis/facts.ts';
import type { ProbeReport } from '../../src/diagnosis/probe-report.ts';
import { chooseRemedy } from '../../src/diagnosis/remedy.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { closed, endpoint, goodReport, tls } from '../conversation/reports.ts';

const { diagnosis } = loadKnowledge().engine;

function remedyFor(cause: string, answers: Facts['answers'], report: ProbeReport | null, more: Partial<Facts> = {}) {
  const facts = { ...NO_FACTS, answers, ...more };
  return chooseRemedy(cause, gatherEvidence(facts, report, diagnosis), facts, report, diagnosis);
}

const onlyPort25 = goodReport('smtp.old.example', {
  endpoints: [endpoint(25), closed(465), closed(587)],
  routes: [],
});

describe('the remedy of OP25B', () => {
  it('is a route that the probe proved, with the steps of the person’s own mail program', () => {
    const remedy = remedyFor('op25b', { client: 'thunderbird', port: '25', server: 'smtp.good.example' }, goodReport());
    expect(remedy).toMatchObject({
      client: 'thunderbird',
      route: { host: 'smtp.good.example', port: 587, encryption: 'starttls' },
      settings: ['port', 'encryption', 'auth'],
    });
    expect(remedy?.clientSteps.map(({ key }) => key)).toContain('clients:thunderbird.steps.port');
  });

  it('is the line’s own server when the mail server offers no submission', () => {
    const remedy = remedyFor('op25b', { line: 'ocn', port: '25' }, onlyPort25);
    expect(remedy?.route).toMatchObject({ host: 'smtp.ocn.ne.jp', port: 465, encryption: 'tls' });
    expect(remedy?.before.map(({ key }) => key)).toEqual([
      'remedy:use-submission.no-submission',
      'remedy:use-submission.relay-first',
    ]);
    expect(remedy?.after.map(({ key }) => key)).toEqual([
      'remedy:use-submission.ask-provider',
      'remedy:use-submission.webmail',
    ]);
  });

  it('is asking the providers when not even the line’s own server is known', () => {
    const remedy = remedyFor('op25b', { port: '25' }, onlyPort25);
    expect(remedy?.route).toBeNull();
    expect(remedy?.clientSteps).toEqual([]);
    expect(remedy?.after.length).toBeGreaterThan(0);
  });

  it('is the usual 587 with STARTTLS when the server is not known', () => {
    expect(remedyFor('op25b', { port: '25' }, null)?.route).toEqual({ host: null, port: 587, encryption: 'starttls' });
  });

  it.each([
    ['a line that blocks 465 alone', 'hetzner', { port: 587, encryption: 'starttls' }],
    ['a line that blocks both: the best of what the server offers', 'linode', { port: 465, encryption: 'tls' }],
  ])('does not use a port that the line is known to block: %s', (_, line, route) => {
    const answers = { line, port: '465', server: 'smtp.good.example' };
    expect(remedyFor('port-reset', answers, goodReport())?.route).toMatchObject(route);
  });

  it('does not use a port that the person’s own device did not reach', () => {
    const selfCheck: Facts['selfCheck'] = {
      tool: 'op25b',
      ports: [
        { host: null, port: 25, state: 'timeout', greeting: null },
        { host: null, port: 587, state: 'timeout', greeting: null },
        { host: null, port: 465, state: 'open', greeting: null },
      ],
      unrelated25: 'timeout',
      unrelated587: null,
      web: 'works',
      certificateIssuer: null,
      antivirus: null,
    };
    const ways = [goodReport(), null].map((report) => remedyFor('op25b', { port: '25' }, report, { selfCheck })?.route);
    for (const way of ways) expect(way).toMatchObject({ port: 465, encryption: 'tls' });
  });

  it('never sends a password in the clear, whatever a server or a table offers', () => {
    const plain = goodReport('smtp.plain.example', {
      routes: [{ host: 'smtp.plain.example', port: 587, encryption: 'none', auth: ['PLAIN'], usable: false }],
    });
    expect(remedyFor('op25b', { port: '25' }, plain)?.route?.encryption).not.toBe('none');
    expect(remedyFor('op25b', { port: '25', server: 'mail.hal.ne.jp' }, null)?.route?.encryption).not.toBe('none');
  });
});

describe('other remedies', () => {
  it('keep the person’s own port when it works', () => {
    const remedy = remedyFor('tls-mode-mismatch', { port: '465', encryption: 'starttls' }, goodReport());
    expect(remedy?.route).toMatchObject({ port: 465, encryption: 'tls' });
  });

  it('name the host in the certificate when the set one is not in it', () => {
    const report = goodReport('smtp.own.example', { endpoints: [endpoint(587, { tls: tls('name-mismatch') })] });
    expect(remedyFor('certificate-name-mismatch', { server: 'smtp.own.example' }, report)?.route?.host).toBe(
      'mail.host.example',
    );
  });

  it('change nothing but the password for a wrong password', () => {
    const remedy = remedyFor('wrong-password', { client: 'thunderbird', port: '587' }, goodReport());
    expect(remedy?.settings).toEqual(['user-name', 'password']);
    expect(remedy?.clientSteps.map(({ key }) => key)).not.toContain('clients:thunderbird.steps.port');
  });
});
