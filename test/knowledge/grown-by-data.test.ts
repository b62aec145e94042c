import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

/**
 * A support person adds a provider, a client and a cause: only files under src/knowledge/data and locales change. The tree
 * is copied, the rows are added there as a person would (a row of the same kind is taken for a pattern), and the real
 * engine of the copy is asked.
 */

const rowShape = z.record(z.string(), z.unknown());
const listShape = z.array(rowShape);
type Row = z.infer<typeof rowShape>;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'op25b-grown-'));
  const copied = ['src', 'locales', 'package.json', 'test/knowledge/ask-engine.ts', 'test/conversation/reports.ts'];
  await Promise.all(copied.map((path) => cp(path, join(root, path), { recursive: true })));
  await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  await addProvider();
  await addClient();
  await addCause();
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

async function edit(path: string, change: (content: unknown) => unknown): Promise<void> {
  const file = join(root, path);
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify(change(content), null, 2)}\n`);
}

const editRows = (name: string, change: (rows: Row[]) => Row[]) =>
  edit(`src/knowledge/data/${name}.json`, (content) => change(listShape.parse(content)));

/** Adds words under a key of a namespace, in both languages. */
async function addWords(namespace: string, key: string, words: Record<'ja' | 'en', unknown>): Promise<void> {
  for (const language of ['ja', 'en'] as const) {
    await edit(`locales/${language}/${namespace}.json`, (content) => ({
      ...rowShape.parse(content),
      [key]: words[language],
    }));
  }
}

async function addProvider(): Promise<void> {
  await editRows('providers', (rows) => [
    ...rows,
    {
      id: 'kotori',
      name: { ja: 'ことりネット', en: 'Kotori Net' },
      domains: ['kotori.example'],
      domainSuffixes: [],
      hosts: ['smtp.kotori.example'],
      hostSuffixes: [],
      mxSuffixes: [],
      routes: [{ host: 'smtp.kotori.example', port: 465, encryption: 'tls', auth: ['password'] }],
      userName: 'address',
      traits: [],
      confirmed: true,
      sources: ['https://kotori.example/guide'],
    },
  ]);
}

async function addClient(): Promise<void> {
  const client = {
    id: 'hato-mail',
    kind: 'mail-program',
    connectsFrom: 'device',
    aliases: ['Hato Mail', 'はとメール'],
    steps: [
      { id: 'open' },
      { id: 'tls', sets: ['encryption'], when: 'tls' },
      { id: 'starttls', sets: ['encryption'], when: 'starttls' },
      { id: 'port', sets: ['port'] },
      { id: 'ok' },
    ],
    notes: ['beak'],
  };
  await writeFile(join(root, 'src/knowledge/data/clients/hato-mail.json'), JSON.stringify(client));
  const encryption = { none: 'なし', starttls: 'STARTTLS', tls: 'SSL' };
  await addWords('clients', 'hato-mail', {
    ja: {
      name: 'はとメール',
      steps: {
        open: '「巣箱」を開きます。',
        tls: '「{{encryption}}」を選びます。',
        starttls: '「{{encryption}}」を選びます。',
        port: '「ポート」を {{port}} にします。',
        ok: '「OK」をクリックします。',
      },
      notes: { beak: 'くちばしに注意してください。' },
      encryption,
    },
    en: {
      name: 'Hato Mail',
      steps: {
        open: 'Open the "Nest box".',
        tls: 'Choose "{{encryption}}".',
        starttls: 'Choose "{{encryption}}".',
        port: 'Set "Port" to {{port}}.',
        ok: 'Click "OK".',
      },
      notes: { beak: 'Mind the beak.' },
      encryption: { ...encryption, none: 'None' },
    },
  });
}

/** The pattern is a cause that a server's reply tells of; the new one has a reply of its own. */
async function addCause(): Promise<void> {
  const named = (row: Row): Row =>
    rowShape.parse(JSON.parse(JSON.stringify(row).replaceAll('sending-limit', 'bird-tax')));
  await editRows('causes', (rows) => [...rows, ...rows.filter(({ id }) => id === 'sending-limit').map(named)]);
  await editRows('features', (rows) =>
    rows.map((row) => {
      const base = rowShape.parse(row['base']);
      return 'sending-limit' in base ? { ...row, base: { ...base, 'bird-tax': base['sending-limit'] } } : row;
    }),
  );
  await editRows('error-signatures', (rows) => [
    {
      id: 'smtp.bird-tax',
      pattern: 'bird tax is due',
      class: 'rate',
      reply: true,
      from: 'smtp',
      causes: ['bird-tax'],
      source: 'https://kotori.example/errors',
    },
    ...rows,
  ]);
  for (const language of ['ja', 'en'] as const) {
    await edit(`locales/${language}/evidence.json`, (content) => {
      const texts = rowShape.parse(content);
      const points = rowShape.safeParse(texts['error-points']);
      if (!points.success) return texts;
      return {
        ...texts,
        'error-points': { ...points.data, 'bird-tax': language === 'ja' ? '鳥の税。' : 'A bird tax.' },
      };
    });
  }
  await addWords('cause', 'bird-tax', {
    ja: { name: '鳥の税の未払い', explanation: '鳥の税が払われるまで、サーバーが送信を止めています。' },
    en: { name: 'the bird tax is unpaid', explanation: 'The server holds mail back until the bird tax is paid.' },
  });
}

async function answer(answers: Record<string, string>, language: 'ja' | 'en'): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['test/knowledge/ask-engine.ts', JSON.stringify(answers), language],
    { cwd: root },
  );
  return stdout;
}

describe('by data and locales alone', () => {
  const blocked = { server: 'smtp.kotori.example', port: '25', receive: 'works', error: '0x80042109' };

  it('a provider is added: its own port and encryption are what the person is told', async () => {
    const said = await answer({ ...blocked, client: 'other' }, 'en');
    expect(said).toContain('smtp.kotori.example');
    expect(said).toMatch(/port of the outgoing server \(SMTP\) to 465/);
    expect(said).not.toContain('to 587');
  });

  it('a client is added: it is understood by its name, and its own steps are given', async () => {
    const said = await answer({ ...blocked, client: 'はとメールです' }, 'ja');
    expect(said).toContain('はとメール');
    expect(said).toContain('「巣箱」を開きます。');
    expect(said).toContain('「SSL」を選びます。');
    expect(said).toContain('「ポート」を 465 にします。');
    expect(said).toContain('くちばしに注意してください。');
  });

  it('a cause is added: it is found by its reply and explained', async () => {
    const reply = '451 4.7.1 bird tax is due for taro@kotori.example';
    const said = await answer({ server: 'smtp.kotori.example', port: '465', receive: 'works', error: reply }, 'en');
    expect(said).toContain('the bird tax is unpaid');
    expect(said).toContain('The server holds mail back until the bird tax is paid.');
  });
});
