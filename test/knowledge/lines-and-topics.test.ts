import { describe, expect, it, test } from 'vitest';
import enExplanation from '../../locales/en/explanation.json' with { type: 'json' };
import enLine from '../../locales/en/line.json' with { type: 'json' };
import jaExplanation from '../../locales/ja/explanation.json' with { type: 'json' };
import jaLine from '../../locales/ja/line.json' with { type: 'json' };
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { read } from '../../src/diagnosis/reading/read.ts';
import { squeezed } from './squeezed.ts';

const knowledge = loadKnowledge().engine.reading;
const { lines, providers } = loadKnowledge().engine.diagnosis;
const { topics } = knowledge;
const answers = (text: string) => read(text, { pending: 'line', knowledge, language: 'ja' }).answers;
const asked = (text: string) => read(text, { pending: null, knowledge, language: 'ja' }).topic;

describe.each([
  ['lines', lines],
  ['topics', topics],
])('%s', (_name, rows) => {
  it('have ids of their own', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('share no name among them', () => {
    const owners = new Map<string, string>();
    for (const { id, aliases } of rows) {
      for (const key of new Set(aliases.map(squeezed))) {
        expect(owners.get(key), `"${key}" of ${id}`).toBeUndefined();
        owners.set(key, id);
      }
    }
  });
});

describe('lines', () => {
  test.each([
    ['OCN光です', 'ocn'],
    ['プロバイダーはぷららです', 'plala'],
    ['J:COMです', 'jcom'],
    ['ジェイコム', 'jcom'],
    ['auひかり', 'au-hikari'],
    ['NURO 光', 'nuro'],
    ['ソフトバンク光', 'softbank'],
    ['Yahoo! BB', 'softbank'],
    ['ドコモ光', 'docomo-hikari'],
    ['楽天モバイル', 'rakuten-mobile'],
    ['We are on Xfinity', 'comcast'],
    ['EC2', 'aws-ec2'],
    ['GCP', 'google-cloud'],
    ['さくらのVPS', 'sakura-vps'],
    ['ConoHa', 'conoha'],
  ])('%s', (text, id) => {
    expect(answers(text).line).toBe(id);
  });

  it('never relay by port 25', () => {
    expect(lines.filter(({ relay }) => relay?.port === 25)).toEqual([]);
  });

  it('relay by a server and route that the table of providers has', () => {
    const strange = lines.filter(({ relay }) => {
      if (!relay) return false;
      const routes = providers.byHost(relay.host)?.routes ?? [];
      return !routes.some((route) => route.port === relay.port && route.encryption === relay.encryption);
    });
    expect(strange.map(({ id }) => id)).toEqual([]);
  });

  it('have a source wherever they claim that a port is blocked or open', () => {
    const claims = lines.filter(({ blocks }) => Object.values(blocks).some((state) => state !== 'unknown'));
    expect(claims.filter(({ sources }) => sources.length === 0).map(({ id }) => id)).toEqual([]);
  });
});

describe('lines and clouds, counted against the collected sources', () => {
  const count = (kind: string, port: '25' | '465' | '587', state: string) =>
    lines.filter((line) => line.kind === kind && line.blocks[port] === state).length;

  test.each([
    ['isp', 50, 0],
    ['mobile', 6, 0],
    ['cloud', 14, 1],
  ])('%s: %i block port 25, %i do not, the others are not known', (kind, blocking, open) => {
    expect(count(kind, '25', 'yes')).toBe(blocking);
    expect(count(kind, '25', 'no')).toBe(open);
  });

  it('knows which clouds block submission, too', () => {
    const blocking = (port: '465' | '587') => lines.filter(({ blocks }) => blocks[port] === 'yes').map(({ id }) => id);
    expect(blocking('465')).toEqual(['linode', 'hetzner', 'cloudzy']);
    expect(blocking('587')).toEqual(['linode', 'cloudzy']);
  });

  it('says how the block is lifted of every cloud that blocks port 25 and whose source tells', () => {
    const silent = lines.filter(({ kind, blocks, lift }) => kind === 'cloud' && blocks['25'] === 'yes' && !lift);
    expect(silent.map(({ id }) => id)).toEqual(['baidu-cloud']);
  });

  test.each([
    ['ja', jaLine],
    ['en', enLine],
  ])('has the words for each way of lifting in %s, and no others', (_language, texts) => {
    const ways = new Set(lines.flatMap(({ lift }) => lift ?? []));
    expect(Object.keys(texts.lift).toSorted()).toEqual([...ways].toSorted());
  });
});

describe('topics', () => {
  it('are explained in both languages, and nothing else is', () => {
    const ids = topics.map(({ id }) => id).toSorted();
    // Explanations of reply codes lie in the same file; nobody asks for them by name.
    const explained = (texts: object) => Object.keys(texts).filter((key) => !key.startsWith('reply-'));
    expect(explained(jaExplanation).toSorted()).toEqual(ids);
    expect(explained(enExplanation).toSorted()).toEqual(ids);
  });

  test.each([
    ['OP25Bとは', 'op25b'],
    ['what is port 587', 'port-587'],
    ['465番ポートって何ですか', 'port-465'],
    ['SMTPとは何ですか', 'smtp'],
    ['SMTP認証について教えて', 'smtp-auth'],
    ['サブミッションポートとは', 'submission'],
    ['STARTTLSって何？', 'starttls'],
    ['What is TLS?', 'tls'],
    ['LANとは', 'lan'],
    ['POPとは', 'pop'],
    ['110番ポートとは', 'pop'],
    ['なぜ受信はできるの', 'receiving-works'],
    ['Why does receiving still work?', 'receiving-works'],
    ['Why can I receive mail but not send?', 'receiving-works'],
    ['受信できますが送信できません', null],
    ['IMAPとは', 'imap'],
    ['プロバイダーとは', 'isp'],
    ['中継って何', 'relay'],
    ['このコマンドは何ですか', 'self-check'],
    ['what is this command', 'self-check'],
    ['25日からなぜか送れません', null],
  ])('%s', (text, id) => {
    expect(asked(text)).toBe(id);
  });

  it.each(topics)('$id is told in two to five sentences', ({ id }) => {
    const count = (text: string | undefined, end: RegExp) => text?.match(end)?.length ?? 0;
    const ja = Object.entries(jaExplanation).find(([key]) => key === id)?.[1];
    const en = Object.entries(enExplanation).find(([key]) => key === id)?.[1];
    for (const sentences of [count(ja, /。/g), count(en, /[.?!]["”]?(?=\s|$)/g)]) {
      expect(sentences).toBeGreaterThanOrEqual(2);
      expect(sentences).toBeLessThanOrEqual(5);
    }
  });
});
