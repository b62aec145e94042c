import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDenyList, isDenyEntry } from '../../src/desk/deny-list.ts';
import { createLiveDesk } from '../../src/desk/live-desk.ts';
import { deskFolder } from '../desk/desk-files.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { runOp25b } from '../packaging/run-op25b.ts';
import { ADDRESS, closeLabAfterwards, HOST, proberFor, reportOf, serve } from '../probe/probing.ts';
import { recordingDial } from './recording-dial.ts';

closeLabAfterwards();

const { write } = deskFolder();
const OTHER = '198.51.100.20';

describe('the deny list', () => {
  const list = createDenyList([
    'smtp.shy.example',
    '.quiet.example',
    'Mail.BIG.example.',
    'メール.example',
    '192.0.2.25',
    '198.51.100.0/25',
    '2001:DB8:25::/48',
    '2001:db8::25',
  ]);

  it.each(['smtp.shy.example', 'quiet.example', 'a.b.quiet.example', 'mail.big.example', 'xn--4dkua4c.example'])(
    'holds the name %s',
    (name) => {
      expect(list.name(name)).toBe(true);
    },
  );

  it.each(['shy.example', 'a.smtp.shy.example', 'unquiet.example', 'quiet.example.com', 'example'])(
    'does not hold the name %s',
    (name) => {
      expect(list.name(name)).toBe(false);
    },
  );

  it.each(['192.0.2.25', '198.51.100.127', '2001:db8:25:ffff::1', '2001:0db8:0::0:25'])(
    'holds the address %s',
    (ip) => {
      expect(list.address(ip)).toBe(true);
    },
  );

  it.each(['192.0.2.26', '198.51.100.128', '2001:db8:26::1', '::ffff:192.0.2.25'])(
    'does not hold the address %s',
    (ip) => {
      expect(list.address(ip)).toBe(false);
    },
  );

  it.each([
    '',
    '.',
    'a b',
    '*.example.jp',
    '1.2.3',
    '0x7f.1',
    '10.0.0.0/33',
    '::1/129',
    'http://a.example',
    '-'.repeat(70),
    'a@b.example',
  ])('cannot hold %j', (entry) => {
    expect(isDenyEntry(entry)).toBe(false);
  });
});

describe('whoever does not want to be probed', () => {
  async function probing(deny: string[], zone = { [HOST]: { A: [ADDRESS] } }) {
    const server = await serve(PERSONALITIES['587-only']);
    const { dial, dialled } = recordingDial([server]);
    const lab = await proberFor([server], { dial, zone, denied: createDenyList(deny) });
    return { ...lab, dialled };
  }

  it.each([
    ['by its name', [HOST], HOST],
    ['by its domain', ['.lab.example'], `${HOST}:587`],
    ['by its domain, as that of a mail address', ['.lab.example'], 'hanako@lab.example'],
    ['by its address', [ADDRESS], HOST],
    ['by its block', ['198.51.100.0/24'], ADDRESS],
    ['by the name of the server that a mail address leads to', [HOST], 'a@other.example'],
  ])('%s is not dialled, in words of its own', async (_, deny, target) => {
    const mx = { 'other.example': { MX: [{ preference: 1, exchange: HOST }] } };
    const { prober, dialled } = await probing(deny, { ...mx, [HOST]: { A: [ADDRESS] } });
    await expect(reportOf(prober.probe(target))).rejects.toMatchObject({ code: 'target-denied', args: { target } });
    expect(dialled).toEqual([]);
  });

  it('by its name is not even looked up', async () => {
    const { prober, dns } = await probing(['.lab.example']);
    await expect(reportOf(prober.probe(HOST))).rejects.toMatchObject({ code: 'target-denied' });
    expect(dns.asked).toEqual([]);
  });

  it('with one of several addresses is left out there, which is told', async () => {
    const { prober, dialled } = await probing([OTHER], { [HOST]: { A: [OTHER, ADDRESS] } });
    const report = await reportOf(prober.probe(HOST));
    expect(new Set(dialled.map(({ ip }) => ip))).toEqual(new Set([ADDRESS]));
    expect(report.findings).toEqual([{ code: 'address-denied', args: {} }]);
  });

  it('tells nothing of the network inside: what is not public is refused as ever', async () => {
    const { prober } = await probing(['10.0.0.0/8'], { [HOST]: { A: ['10.0.0.1'] } });
    for (const target of [HOST, '10.0.0.1', '10.0.0.2']) {
      await expect(reportOf(prober.probe(target))).rejects.toMatchObject({ code: 'target-refused' });
    }
  });

  it('counts from the moment at which the desk file says so, also where a result is still remembered', async () => {
    const desk = createLiveDesk(write('deny: []'));
    const server = await serve(PERSONALITIES['587-only']);
    const { dial, dialled } = recordingDial([server]);
    const { prober } = await proberFor([server], { dial, denied: desk.denied });
    await reportOf(prober.probe(HOST));
    const before = dialled.length;
    write(`deny: [.lab.example]`);
    desk.reload();
    await expect(reportOf(prober.probe(HOST))).rejects.toMatchObject({ code: 'target-denied' });
    expect(dialled).toHaveLength(before);
    write('deny: [smtp.shy.example]');
    desk.reload();
    await expect(reportOf(prober.probe(`${HOST}:587`))).resolves.toBeDefined();
  });
});

describe('op25b', () => {
  it('desk check names the line of an entry that denies nobody', () => {
    const file = write('deny:\n  - smtp.shy.example\n  - "*.shy.example"\n');
    const { code, stderr } = runOp25b(['desk', 'check', file]);
    expect(stderr).toMatch(`${file}:3: deny.1 must be a name (smtp.example.jp), a domain with all below it`);
    expect(code).toBe(2);
  });

  it('check refuses a denied server with exit code 2 and its own words, in both languages', () => {
    const file = write('deny: [.shy.example]');
    for (const language of ['ja', 'en']) {
      const { code, stdout } = runOp25b(['check', 'smtp.shy.example', '--json', '--lang', language], {
        OP25B_DESK: file,
      });
      const words: unknown = JSON.parse(readFileSync(`locales/${language}/error.json`, 'utf8'))['target-denied'];
      expect(JSON.parse(stdout)).toEqual({
        type: 'error',
        code: 'target-denied',
        text: String(words).replace('{{target}}', 'smtp.shy.example'),
      });
      expect(code).toBe(2);
    }
  });
});
