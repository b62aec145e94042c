import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { printRows } from '../../tools/refresh-providers/print-rows.ts';
import { provider, type Provider } from '../../src/knowledge/schema.ts';

const CHECKOUT = new URL('ispdb/', import.meta.url).pathname;
const TABLE = new URL('../../src/knowledge/data/providers.json', import.meta.url);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'op25b-providers-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function row(id: string, port: 465 | 587, more: Partial<Provider> = {}): Provider {
  const host = `smtp.${id}`;
  return {
    id,
    name: { ja: `${id}（日本語）`, en: id },
    domains: [id],
    domainSuffixes: [],
    hosts: [host],
    hostSuffixes: [],
    mxSuffixes: [],
    routes: [{ host, port, encryption: port === 465 ? 'tls' : 'starttls', auth: ['password'] }],
    userName: 'address',
    traits: [],
    confirmed: true,
    sources: [`thunderbird/autoconfig@000000000000 ispdb/${id}.xml`],
    ...more,
  };
}

const OURS = [
  row('gone.example', 465),
  row('hand.example', 465, {
    sources: ['https://hand.example/guide', 'thunderbird/autoconfig@000000000000 ispdb/hand.example.xml'],
  }),
  row('moved.example', 587, { hosts: ['smtp.moved.example', 'retired.moved.example'] }),
  row('old.example', 465, { routes: [] }),
  row('own.example', 465, { sources: ['https://own.example/guide'] }),
  row('same.example', 465),
];

async function run(checkout: string, rows: readonly Provider[], ...flags: string[]) {
  const table = join(folder, 'providers.json');
  await writeFile(table, printRows(rows));
  const { stdout } = await promisify(execFile)(process.execPath, [
    'tools/refresh-providers/main.ts',
    checkout,
    '--table',
    table,
    ...flags,
  ]);
  const content: unknown = JSON.parse(await readFile(table, 'utf8'));
  return { out: stdout, rows: z.array(provider).parse(content) };
}

describe('npm run providers', () => {
  it('brings rows that rest on Mozilla’s table up to date and keeps what people wrote', async () => {
    const { rows } = await run(CHECKOUT, OURS);
    const moved = rows.find(({ id }) => id === 'moved.example');
    expect(moved).toMatchObject({
      name: { ja: 'moved.example（日本語）', en: 'moved.example' },
      domains: ['moved.example', 'new.moved.example'],
      hosts: ['smtp.moved.example', 'retired.moved.example'],
      routes: [
        { host: 'smtp.moved.example', port: 465, encryption: 'tls', auth: ['password'] },
        { host: 'smtp.moved.example', port: 587, encryption: 'starttls', auth: ['password'] },
      ],
    });
    expect(moved?.sources[0]).toMatch(/ispdb\/moved\.example\.xml$/);
    for (const id of ['gone.example', 'hand.example', 'old.example', 'own.example', 'same.example']) {
      expect(rows.find((one) => one.id === id)).toEqual(OURS.find((one) => one.id === id));
    }
  });

  it('adds new providers, one for each domain where the server is named after it', async () => {
    const { rows } = await run(CHECKOUT, OURS);
    expect(rows.find(({ id }) => id === 'new.example')).toMatchObject({
      name: { ja: 'Smith & Sons', en: 'Smith & Sons' },
      domains: ['new.example'],
      routes: [{ host: 'smtp.new.example', port: 587, encryption: 'starttls', auth: ['oauth2', 'password'] }],
      userName: 'local-part',
    });
    expect(rows.find(({ id }) => id === 'b.each.example')?.routes[0]?.host).toBe('mail.b.each.example');
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
  });

  it('prints what changes, and what Mozilla has otherwise than a row kept by hand', async () => {
    const { out } = await run(CHECKOUT, OURS);
    expect(out).toContain('+ new.example: smtp.new.example 587/starttls (oauth2+password)');
    expect(out).toMatch(
      /~ moved\.example: routes\n {4}before: smtp\.moved\.example 587.*\n {4}now: {4}smtp\.moved\.example 465/,
    );
    expect(out).toMatch(/= hand\.example: kept by hand, Mozilla differs\n {4}ours: {4}smtp\.hand\.example 465\/tls/);
    expect(out).toContain('- gone.example: ispdb/gone.example.xml is no longer in the checkout');
    expect(out).toContain(
      '7 providers in the checkout: 3 added, 1 changed, 1 kept by hand though Mozilla differs, 1 gone',
    );
  });

  it('never takes port 25, nor a port that mail programs do not use', async () => {
    const { rows, out } = await run(CHECKOUT, OURS);
    expect(rows.find(({ id }) => id === 'old.example')?.routes).toEqual([]);
    expect(out).not.toContain('old.example');
  });

  it('changes nothing the second time', async () => {
    const first = await run(CHECKOUT, OURS);
    const second = await run(CHECKOUT, first.rows);
    expect(second.rows).toEqual(first.rows);
    expect(second.out).toContain('0 added, 0 changed');
  });

  it('writes nothing on a dry run', async () => {
    expect((await run(CHECKOUT, OURS, '--dry-run')).rows).toEqual(OURS);
  });

  it('names a file that is no autoconfig file, and writes nothing', async () => {
    await cp(CHECKOUT, join(folder, 'checkout'), { recursive: true });
    await writeFile(join(folder, 'checkout/ispdb/broken.example.xml'), '<clientConfig><emailProvider>');
    await expect(run(join(folder, 'checkout'), OURS)).rejects.toThrow('broken.example.xml');
    expect(JSON.parse(await readFile(join(folder, 'providers.json'), 'utf8'))).toEqual(OURS);
  });

  it('writes the table in the form in which it stands', async () => {
    const content = await readFile(TABLE, 'utf8');
    expect(printRows(z.array(provider).parse(JSON.parse(content)))).toBe(content);
  });
});
