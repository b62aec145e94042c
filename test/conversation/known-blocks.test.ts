import { describe, expect, it } from 'vitest';
import { knownBlocks, type KnownCase } from '../../src/conversation/messages/known-blocks.ts';
import { NO_FACTS } from '../../src/diagnosis/facts.ts';
import type { ProbeReport } from '../../src/diagnosis/probe-report.ts';
import { chooseRemedy } from '../../src/diagnosis/remedy.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { plainLines } from '../../src/adapters/terminal/plain-document.ts';
import { closed, endpoint, goodReport } from './reports.ts';

const { diagnosis } = loadKnowledge().engine;
const translator = createTranslator(RESOURCES);

type Case = { cause?: string; server?: string; line?: string; report?: ProbeReport; today?: string };

function told({ cause = 'op25b', server, line, report, today }: Case): { ja: string; en: string } {
  const facts = { ...NO_FACTS, answers: { ...(server && { server }), ...(line && { line }) } };
  const known: KnownCase = {
    cause,
    client: null,
    provider: server === undefined ? null : diagnosis.providers.byHost(server),
    line: diagnosis.lines.find(({ id }) => id === line) ?? null,
    report: report ?? null,
    remedy: chooseRemedy(cause, {}, facts, report ?? null, diagnosis),
    today: today ?? null,
  };
  const message = { blocks: knownBlocks(known, diagnosis.facts) };
  const words = (language: 'ja' | 'en') => plainLines(translator.document(language, message)).join('\n');
  return { ja: words('ja'), en: words('en') };
}

/** OCN, of which the table knows 465 with TLS only; the probe found a way on 587 in its place. */
const OCN = 'smtp.ocn.ne.jp';
const only587 = (host: string) =>
  goodReport(host, {
    endpoints: [endpoint(25, { host }), { ...closed(465), host }, endpoint(587, { host })],
    routes: [{ host, port: 587, encryption: 'starttls', auth: ['PLAIN'], usable: true }],
  });

describe('a disagreement between the table and the live probe', () => {
  it('is told with both values, in both languages', () => {
    const { ja, en } = told({ server: OCN, report: only587(OCN) });
    expect(ja).toContain('資料ではOCNは');
    expect(ja).toContain('465番ポート（SSL/TLS）');
    expect(ja).toContain('587番ポート（STARTTLS）');
    expect(en).toContain('Our table has smtp.ocn.ne.jp, port 465 (SSL/TLS) for OCN');
    expect(en).toContain('smtp.ocn.ne.jp, port 587 (STARTTLS) did');
  });

  it('is told where the probe found no way at all', () => {
    const report = goodReport(OCN, { endpoints: [{ ...closed(465), host: OCN }], routes: [] });
    expect(told({ server: OCN, report }).en).toContain('just now that did not work. Check');
  });

  it('is told where a host that the provider no longer names has no way', () => {
    const host = 'mail.asahi-net.or.jp';
    const known = diagnosis.providers.byHost(host);
    const report = goodReport('old.asahi-net.or.jp', { endpoints: [{ ...closed(587), host }], routes: [] });
    const remedy = chooseRemedy('op25b', {}, NO_FACTS, report, diagnosis);
    const blocks = knownBlocks(
      { cause: 'op25b', client: null, provider: known, line: null, report, remedy, today: null },
      [],
    );
    expect(plainLines(translator.document('en', { blocks })).join('\n')).toContain(
      'the outgoing server of ASAHI Net is mail.asahi-net.or.jp',
    );
  });

  it('is none where the table and the probe agree', () => {
    expect(told({ server: OCN, report: goodReport(OCN) }).en).toBe('');
  });

  it('is none where the bot’s own network does not let the port out', () => {
    const report = only587(OCN);
    report.vantage.port465 = 'blocked';
    expect(told({ server: OCN, report }).en).toBe('');
  });

  it('is told where the table knows a port without STARTTLS and the server has it now', () => {
    const host = 'bay.wind.ne.jp';
    expect(told({ server: host, report: only587(host) }).en).toMatch(
      /port 587 \(no encryption\).*port 587 \(STARTTLS\) did/,
    );
  });
});

describe('a provider of which only third parties tell', () => {
  it('is called unconfirmed', () => {
    expect(told({ server: 'smtp.lolipop.jp' }).ja).toContain('未確認');
    expect(told({ server: OCN }).ja).not.toContain('未確認');
  });

  it('is not where the probe proved a way', () => {
    expect(told({ server: 'smtp.lolipop.jp', report: goodReport('smtp.lolipop.jp') }).en).not.toContain('unconfirmed');
  });
});

describe('a line', () => {
  it.each([
    ['aws-ec2', 'AWS’s request form'],
    ['azure', 'Diagnose and Solve'],
    ['google-cloud', 'not even on request'],
    ['linode', 'support ticket'],
  ])('says how its block is lifted: %s', (line, words) => {
    expect(told({ cause: 'cloud-port25-blocked', line }).en.replaceAll("'", '’')).toContain(words);
  });

  it('says nothing of it where something else is wrong', () => {
    expect(told({ cause: 'wrong-password', line: 'aws-ec2' }).en).toBe('');
  });

  it('is said to block the port of the steps, too, where it does', () => {
    const report = only587('smtp.good.example');
    expect(told({ cause: 'cloud-port25-blocked', line: 'cloudzy', report }).en).toContain('port 587, too');
    expect(told({ cause: 'cloud-port25-blocked', line: 'hetzner', report }).en).not.toContain('587, too');
  });
});

describe('dated facts', () => {
  it('are told by the day, and left out where no day is known', () => {
    const server = 'smtp.office365.com';
    const cause = 'm365-smtp-auth-disabled';
    expect(told({ server, cause, today: '2026-11-24' }).ja).toContain('2026年12月末に既定で無効になる予定');
    expect(told({ server, cause, today: '2027-01-10' }).ja).toContain('2026年12月末から既定で無効です');
    expect(told({ server, cause }).ja).toBe('');
  });
});
