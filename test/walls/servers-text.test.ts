import { connect } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { render as renderDiscord } from '../../src/adapters/discord/render.ts';
import { render as renderSlack } from '../../src/adapters/slack/render.ts';
import { checkReport } from '../../src/adapters/terminal/check-report.ts';
import { plainLines } from '../../src/adapters/terminal/plain-document.ts';
import { printable } from '../../src/adapters/terminal/printable.ts';
import { finishedMessage } from '../../src/conversation/messages/progress-message.ts';
import type { ProbeReport } from '../../src/diagnosis/probe-report.ts';
import type { Block, Document, Span } from '../../src/message/document.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { checkMessage, COMPONENTS_V2 } from '../fakes/discord/check-body.ts';
import { textOf } from '../fakes/discord/seen.ts';
import { World } from '../fakes/discord/world.ts';
import { closeLabAfterwards, proberFor, reportOf } from '../probe/probing.ts';
import { createHostileAuthority, HARMFUL_NAME, HOSTILE_HOST } from './hostile-authority.ts';
import { LIMITS } from './hostile-limits.ts';
import { HOSTILE_ADDRESS } from './hostile-probe.ts';
import { startInTurn } from './hostile-server.ts';
import { HostileSession } from './hostile-session.ts';

closeLabAfterwards();

const HARMFUL = `${HARMFUL_NAME} @here \`\`\`x\`\`\` **b** ||h|| \u{2066}i\u{2069}\u{AD}\u{E0041}\u{FEFF} `;
/** Whatever is obeyed instead of shown: controls, marks that turn or hide text. Line feeds are ours. */
const ACTS = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{180E}]/u;
const LONGEST = 200;

const translator = createTranslator(RESOURCES);
const authority = createHostileAuthority();

async function harmfulServer(session: HostileSession): Promise<void> {
  const oneLine = HARMFUL.replaceAll('\n', '');
  const offer = `250-${oneLine}\r\n250-X${oneLine}${'y'.repeat(900)}\r\n250-AUTH ${oneLine}\r\n250 STARTTLS\r\n`;
  session.say(`220 ${oneLine}\r\n`);
  await session.hear();
  session.say(offer);
  await session.hear();
  const raw = session.release();
  const secureContext = createSecureContext(authority.identity('markup'));
  const tls = new TLSSocket(raw, { isServer: true, secureContext });
  tls.on('error', () => raw.destroy());
  raw.write('220 go\r\n');
  await once(tls, 'secure');
  const inside = new HostileSession(raw, tls);
  if ((await inside.hear()) !== '') inside.say(offer);
}

async function probe(server: { port: number; close(): void }): Promise<ProbeReport> {
  const dial = () => connect({ host: '127.0.0.1', port: server.port });
  const zone = { [HOSTILE_HOST]: { A: [HOSTILE_ADDRESS] } };
  const { prober } = await proberFor([], { dial, zone, ca: [authority.pem], limits: LIMITS });
  const report = await reportOf(prober.probe(HOSTILE_HOST, { ports: [587] }));
  server.close();
  return report;
}

/** All words in the report that came from the server. */
function wordsOf(report: ProbeReport): string[] {
  return report.endpoints.flatMap(({ banner, ehlo, ehloTls, auth, tls, findings }) => [
    ...(banner ?? '').split('\n'),
    ...[ehlo, ehloTls, auth.plain, auth.tls, tls?.altNames ?? []].flat(),
    tls?.subject ?? '',
    tls?.issuer ?? '',
    ...findings.flatMap(({ args }) => Object.values(args).map(String)),
  ]);
}

/** The words in every place that a document has. */
function everywhere(words: string): Document {
  const spans: Span[] = (['plain', 'code', 'link', 'person'] as const).map((kind) => ({ kind, value: words }));
  const blocks: Block[] = [
    { kind: 'heading', spans },
    { kind: 'paragraph', spans },
    { kind: 'list', items: [spans] },
    { kind: 'steps', items: [spans] },
    { kind: 'progress', items: [{ state: 'bad', spans }] },
    { kind: 'code', label: spans, value: words },
  ];
  return { blocks };
}

const options = { conversation: '7K3M9-QX2DP', language: 'ja' as const, translator };

function onTerminal(document: Document): void {
  expect(printable(plainLines(document).join('\n'))).not.toMatch(ACTS);
}

function onSlack(document: Document): void {
  for (const { blocks, text } of renderSlack(document, options)) {
    const json = JSON.stringify(blocks);
    expect(json).not.toContain('"mrkdwn"');
    expect(json).not.toMatch(/"type":"(?:broadcast|usergroup|channel|user|link)"/u);
    expect(text).not.toMatch(/<|>|&(?!amp;|lt;|gt;)/u);
    // JSON spells C0 controls out, with one backslash.
    expect(json + text).not.toMatch(ACTS);
    expect(json).not.toMatch(/(?<!\\)\\u00[01]/u);
  }
}

function onDiscord(document: Document): void {
  const world = new World();
  const place = world.addChannel('any');
  for (const components of renderDiscord(document, options)) {
    checkMessage({ flags: COMPONENTS_V2, components: [...components] });
    const shown = textOf(world.addMessage(place, world.bot, { components }));
    const words = shown.replaceAll(/```\n[\s\S]*?\n```|`[^`\n]*`/gu, '');
    expect(words).not.toMatch(/(?<!\\)[<[*_~|]|@(?:everyone|here)|https?:\/\//u);
    // The one mark of ours: it takes "@everyone" apart.
    expect(shown.replaceAll(/(?<=@|``)\u{200B}/gu, '')).not.toMatch(ACTS);
  }
}

describe('item 44: text from a server', () => {
  let report: ProbeReport;
  let refused: ProbeReport;
  beforeAll(async () => {
    report = await probe(await startInTurn(harmfulServer));
    refused = await probe(await startInTurn((session) => session.say(`554 ${HARMFUL}${'z'.repeat(1000)}\r\n`)));
  });

  it('banner, EHLO words, sign-in, certificate, refusals: all that acts is a visible mark, and 200 characters are kept', () => {
    const [endpoint] = report.endpoints;
    expect(endpoint?.ehloTls.length).toBeGreaterThan(0);
    expect(endpoint?.tls?.subject).toContain('\u241B]8;;');
    expect(endpoint?.tls?.altNames[0]).toContain('<!channel>');
    expect(endpoint?.tls?.subject).toContain('\\u{202e}\\u{200b}<!channel>');
    expect(endpoint?.banner).toContain('\\u{9b}31m');
    expect(refused.endpoints[0]?.findings[0]?.args['text']).toContain('\u2400');
    for (const words of [...wordsOf(report), ...wordsOf(refused)]) {
      expect(words).not.toMatch(ACTS);
      expect(Array.from(words).length).toBeLessThanOrEqual(LONGEST);
    }
  });

  it.each(['ja', 'en'] as const)('in the report of `op25b check` in %s steers no terminal', (language) => {
    for (const each of [report, refused]) {
      for (const line of checkReport(each, translator, language, false)) expect(line).not.toMatch(ACTS);
    }
    expect(JSON.stringify(report)).not.toMatch(ACTS);
  });

  it.each(['ja', 'en'] as const)(
    'in the progress of a check in %s is shown by all renderers, and obeyed by none',
    (language) => {
      for (const each of [report, refused]) {
        const seen = [{ type: 'dns', dns: each.dns, findings: each.findings } as const];
        const document = translator.document(language, finishedMessage(each.server, seen, each));
        onTerminal(document);
        onSlack(document);
        onDiscord(document);
      }
    },
  );

  it.each([
    ['terminal', onTerminal],
    ['Slack', onSlack],
    ['Discord', onDiscord],
  ])('in any place of a message is escaped by the last step itself: %s', (_name, check) => {
    for (const words of [HARMFUL, HARMFUL_NAME, ...wordsOf(report), ...wordsOf(refused)]) check(everywhere(words));
  });

  it('DNS: TXT records are never asked for, and names of other records are marked and cut like the rest', async () => {
    const evil = `${HARMFUL_NAME.replaceAll('.', '')}.hostile.example`;
    const domain = 'hostile.example';
    const { prober, dns } = await proberFor([], {
      dial: () => connect({ host: '127.0.0.1', port: 1 }),
      zone: {
        [domain]: { MX: [{ preference: 1, exchange: evil }] },
        [evil]: { A: [HOSTILE_ADDRESS] },
      },
      limits: LIMITS,
    });
    const found = await reportOf(prober.probe(`someone@${domain}`));
    expect(JSON.stringify(found)).not.toMatch(ACTS);
    expect(dns.asked.filter((question) => !/^(?:A|AAAA|MX|SRV) /u.test(question))).toEqual([]);
    const message = finishedMessage(found.server, [{ type: 'dns', dns: found.dns, findings: found.findings }], found);
    for (const check of [onTerminal, onSlack, onDiscord]) check(translator.document('ja', message));
  });
});
