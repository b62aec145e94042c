import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/probe/finding-codes.ts';
import { PERSONALITIES, type PersonalityName } from '../lab/personalities.ts';
import type { MailPort } from '../../src/diagnosis/probe-report.ts';
import { MANY_NAMES } from '../lab/authority.ts';
import { closeLabAfterwards, codes, endpoint, probe, probePort, SHORT, until } from './probing.ts';

closeLabAfterwards();

describe('a good server', () => {
  it('is told in full: greeting, offers before and inside TLS, certificate, sign-in, size', async () => {
    const { report } = await probe(PERSONALITIES.good);
    expect(endpoint(report, 587)).toMatchObject({
      host: 'smtp.lab.example',
      ip: '198.51.100.10',
      family: 4,
      state: 'open',
      banner: 'smtp.lab.example ESMTP',
      starttls: true,
      tls: { protocol: 'TLSv1.3', authorized: true, problem: null, altNames: ['smtp.lab.example'], altNamesTotal: 1 },
      auth: { plain: ['PLAIN', 'LOGIN'], tls: ['PLAIN', 'LOGIN'] },
      size: 20_000_000,
      findings: [{ code: 'auth-without-tls', args: {} }],
    });
    expect(endpoint(report, 587).ehlo).toContain('STARTTLS');
    expect(endpoint(report, 587).ehloTls).toContain('AUTH PLAIN LOGIN');
  });

  it('has the milliseconds of each phase that its port has', async () => {
    const { report } = await probe(PERSONALITIES.good);
    expect(Object.keys(endpoint(report, 587).ms)).toEqual(['connect', 'banner', 'ehlo', 'starttls', 'tls', 'ehloTls']);
    expect(Object.keys(endpoint(report, 465).ms)).toEqual(['connect', 'tls', 'banner', 'ehloTls']);
  });

  it('is not blamed for offering no sign-in on port 25', async () => {
    expect(await probePort(PERSONALITIES['25-only'], 25)).toMatchObject({ state: 'open', findings: [] });
  });

  it('is probed on 2525 when that is asked for', async () => {
    expect(await probePort(PERSONALITIES['good-2525'], 2525)).toMatchObject({ state: 'open', starttls: true });
  });

  it('is greeted by our true name, and left with QUIT, without any other command', async () => {
    const { server } = await probe({ 587: { kind: 'script' } });
    await until(() => server.heard.includes('QUIT'));
    expect(server.heard).toEqual(['EHLO probe.lab.example', 'STARTTLS', 'EHLO probe.lab.example', 'QUIT']);
  });
});

type Case = [name: PersonalityName, port: MailPort, found: Record<string, Record<string, string | number>>];

describe('what is odd is a finding', () => {
  const cases: Case[] = [
    ['fin-at-once', 587, { 'ended-early': { stage: 'greeting' } }],
    ['fin-at-ehlo', 587, { 'ended-early': { stage: 'ehlo' } }],
    ['rst-in-greeting', 587, { 'reset-midway': { stage: 'greeting' } }],
    ['rst-in-tls', 465, { 'reset-midway': { stage: 'greeting' } }],
    ['greeting-554', 587, { 'greeting-refused': { code: 554, text: '5.7.1 Blocked, see https://lab.example/bl' } }],
    ['greeting-421', 25, { 'rate-limited': { code: 421, text: '4.7.0 Too many connections' } }],
    ['http', 587, { 'wrong-protocol': { protocol: 'HTTP' } }],
    ['ftp', 587, { 'wrong-protocol': { protocol: 'FTP' } }],
    ['imap', 587, { 'wrong-protocol': { protocol: 'IMAP' } }],
    ['pop3', 587, { 'wrong-protocol': { protocol: 'POP3' } }],
    ['ssh', 587, { 'wrong-protocol': { protocol: 'SSH' } }],
    ['plain-on-465', 465, { 'plain-on-tls-port': {} }],
    ['no-starttls', 587, { 'starttls-missing': {} }],
    ['starttls-masked', 587, { 'starttls-masked': {} }],
    ['banner-masked', 587, { 'banner-masked': {} }],
    ['starttls-refused', 587, { 'starttls-refused': { code: 454, text: '4.7.0 TLS not available' } }],
    ['starttls-then-garbage', 587, { 'tls-handshake-failed': { reason: 'wrong-version-number' } }],
    ['starttls-then-fin', 587, { 'ended-early': { stage: 'tls' } }],
    ['fin-after-handshake', 587, { 'ended-early': { stage: 'ehlo-tls' } }],
    ['rst-after-handshake', 587, { 'reset-midway': { stage: 'ehlo-tls' } }],
    ['starttls-injection', 587, { 'starttls-injection': {} }],
    ['ehlo-refused', 587, { 'ehlo-refused': { code: 502, text: '5.5.1 Unimplemented' } }],
    ['mixed-codes', 587, { 'reply-malformed': {} }],
    ['reply-too-early', 587, { 'reply-too-early': {} }],
    ['endless-line', 587, { 'reply-too-long': { stage: 'greeting' } }],
    ['endless-banner', 587, { 'reply-too-long': { stage: 'greeting' } }],
    ['endless-ehlo', 587, { 'reply-too-long': { stage: 'ehlo' } }],
    ['no-auth', 587, { 'auth-missing': {} }],
    ['no-auth', 465, { 'auth-missing': {} }],
    ['self-signed', 587, { 'certificate-self-signed': {} }],
    ['untrusted', 465, { 'certificate-untrusted-chain': { issuer: 'Nobody knows this authority' } }],
    ['wrong-name', 587, { 'certificate-name-mismatch': { names: 'shared.hosting.example, *.hosting.example' } }],
    ['antivirus', 465, { 'antivirus-certificate': { product: 'Avast' } }],
    ['old-tls', 587, { 'tls-too-old': { protocol: 'TLSv1' } }],
  ];
  const deadlineCases: Case[] = [
    ['mute', 25, { mute: { stage: 'greeting' } }],
    ['mute', 587, { mute: { stage: 'greeting' } }],
    ['mute', 465, { 'tls-stalled': {} }],
    ['mute-in-tls', 465, { mute: { stage: 'greeting' } }],
    ['mute-at-ehlo', 587, { mute: { stage: 'ehlo' } }],
    ['drip', 587, { drip: { stage: 'greeting' } }],
    ['tarpit', 587, { tarpit: { stage: 'greeting' } }],
    ['slow-ehlo', 587, { tarpit: { stage: 'ehlo' } }],
    ['starttls-then-stall', 587, { 'tls-stalled': {} }],
    ['tls-on-587', 587, { 'tls-on-plain-port': {} }],
  ];

  it.each(cases)('%s on port %d', async (name, port, found) => {
    const { findings } = await probePort(PERSONALITIES[name], port);
    for (const [code, args] of Object.entries(found)) expect(findings).toContainEqual({ code, args });
  });

  it.concurrent.each(deadlineCases)('%s on port %d, once a deadline has passed', async (name, port, found) => {
    const { findings } = await probePort(PERSONALITIES[name], port, SHORT);
    for (const [code, args] of Object.entries(found)) expect(findings).toContainEqual({ code, args });
  });

  it('names only codes that are on the list', () => {
    for (const [, , found] of [...cases, ...deadlineCases])
      expect(FINDING_CODES).toEqual(expect.arrayContaining(Object.keys(found)));
  });

  it('a greeting that is late is waited for, and told', async () => {
    const late = await probePort(PERSONALITIES['slow-greeting'], 587, SHORT);
    expect(late.tls?.authorized).toBe(true);
    expect(codes(late)).toContain('greeting-delayed');
  });

  it('a greeting of which only the first line comes counts as an answer', async () => {
    const late = await probePort(PERSONALITIES['teaser-only'], 587, SHORT);
    expect(late).toMatchObject({ state: 'open', banner: 'mail.lab.example' });
    expect(codes(late)).toEqual(['greeting-delayed']);
  });

  it('sign-in that is offered before encryption, and only that', async () => {
    expect(codes(await probePort(PERSONALITIES['587-only'], 587))).toEqual(['auth-without-tls']);
    expect(codes(await probePort({ 587: { kind: 'script' } }, 587))).toEqual([]);
  });

  it('a connection that is reset before anything was said is a port that resets', async () => {
    const reset = await probePort(PERSONALITIES['rst-at-once'], 587);
    expect(reset).toMatchObject({ state: 'reset', banner: null, findings: [] });
  });
});

describe('certificates', () => {
  it.each([
    ['expired', 'expired', 'certificate-expired', 'validTo'],
    ['not-yet-valid', 'not-yet-valid', 'certificate-not-yet-valid', 'validFrom'],
  ] as const)('%s is told with the day', async (name, problem, code, day) => {
    const { tls, findings } = await probePort(PERSONALITIES[name], 465);
    expect(tls).toMatchObject({ authorized: false, problem });
    expect(findings).toEqual([{ code, args: { [day]: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u) } }]);
    expect(tls?.[day]).toMatch(/^\d{4}-\d\d-\d\dT/u);
  });

  it('for another name lists the names it is for', async () => {
    const { tls } = await probePort(PERSONALITIES['wrong-name'], 587);
    expect(tls).toMatchObject({ authorized: false, problem: 'name-mismatch' });
    expect(tls?.altNames).toEqual(['shared.hosting.example', '*.hosting.example']);
  });

  it.each([
    ['self-signed', 'self-signed'],
    ['untrusted', 'untrusted-chain'],
    ['antivirus', 'untrusted-chain'],
  ] as const)('%s is not trusted', async (name, problem) => {
    expect((await probePort(PERSONALITIES[name], 587)).tls).toMatchObject({ authorized: false, problem });
  });

  it.each([
    ['expired-wrong-name', 'expired', ['certificate-expired', 'certificate-name-mismatch']],
    ['expired-self-signed', 'self-signed', ['certificate-self-signed', 'certificate-expired']],
  ] as const)('%s: the worst is the problem, and each is told', async (name, problem, found) => {
    const { tls, findings } = await probePort(PERSONALITIES[name], 465);
    expect(tls).toMatchObject({ authorized: false, problem });
    expect(codes({ findings })).toEqual(found);
  });

  it('with a key that programs refuse today are read all the same', async () => {
    const { tls, findings } = await probePort(PERSONALITIES['weak-key'], 587);
    expect(tls).toMatchObject({ authorized: false, problem: 'handshake-failed', subject: 'smtp.lab.example' });
    expect(findings).toContainEqual({ code: 'tls-handshake-failed', args: { reason: 'certificate-too-weak' } });
  });

  it('that are larger than TLS takes are a failed handshake', async () => {
    const { tls, findings } = await probePort(PERSONALITIES['far-too-many-names'], 465);
    expect(tls).toMatchObject({ authorized: false, problem: 'handshake-failed' });
    expect(findings).toEqual([{ code: 'tls-handshake-failed', args: { reason: 'excessive-message-size' } }]);
  });

  it('with very many names keeps 20 and tells how many there are', async () => {
    const { tls } = await probePort(PERSONALITIES['many-names'], 587);
    expect(tls?.altNames).toHaveLength(20);
    expect(tls?.altNamesTotal).toBe(MANY_NAMES);
  });

  it('of a server that knows only outdated TLS are still read, after one second connection', async () => {
    const { report, server } = await probe(PERSONALITIES['old-tls'], [587]);
    const old = endpoint(report, 587);
    expect(old.tls).toMatchObject({
      protocol: 'TLSv1',
      authorized: false,
      problem: 'too-old',
      subject: 'smtp.lab.example',
    });
    expect(old.auth.tls).toEqual(['PLAIN', 'LOGIN']);
    expect(server.connections(587).all).toBe(2);
  });

  it('are read as well where TLS is spoken on a plain port', async () => {
    const odd = await probePort(PERSONALITIES['tls-on-587'], 587, SHORT);
    expect(odd.tls).toMatchObject({ authorized: true, problem: null });
    expect(odd.auth.tls).toEqual(['PLAIN', 'LOGIN']);
  });
});

describe('text from a server', () => {
  const harmful = /[\p{Cc}\p{Cf}]/u;

  it('is shown without any character that acts, and cut', async () => {
    const { banner, ehlo } = await probePort(PERSONALITIES['hostile-banner'], 587);
    expect(banner).toContain('\u241B[31mred\u2407\u2400');
    expect(banner).toContain('\\u{202e}txt.exe');
    for (const text of [banner ?? '', ...ehlo]) expect(text).not.toMatch(harmful);
    for (const word of ehlo) expect(word.length).toBeLessThanOrEqual(200);
  });

  it('in a certificate is treated the same', async () => {
    const { tls } = await probePort(PERSONALITIES['hostile-name'], 587);
    expect(tls?.subject).toContain('evil');
    expect(tls?.subject).not.toMatch(harmful);
  });

  it('with bare line feeds is still read', async () => {
    expect(await probePort(PERSONALITIES['bare-line-feeds'], 587)).toMatchObject({
      banner: 'one\ntwo',
      tls: { authorized: true },
    });
  });
});
