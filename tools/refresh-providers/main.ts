import { execFile } from 'node:child_process';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import * as z from 'zod/mini';
import { provider } from '../../src/knowledge/schema.ts';
import { parseRows } from '../../src/knowledge/parse-rows.ts';
import { readAutoconfig } from './autoconfig.ts';
import { printRows } from './print-rows.ts';
import { providersOf } from './provider-rows.ts';
import { refresh, type Change, type Listed } from './refresh.ts';

const TABLE = new URL('../../src/knowledge/data/providers.json', import.meta.url).pathname;

const USAGE = `npm run providers -- <folder> [--dry-run] [--table <file>]
  <folder>   a checkout of Mozilla's ISPDB (the repository thunderbird/autoconfig)
  --dry-run  print what would change and write nothing
  --table    the table to refresh; src/knowledge/data/providers.json without it`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, table: { type: 'string', default: TABLE } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const content: unknown = JSON.parse(await readFile(values.table, 'utf8'));
  const rows = parseRows('providers.json', provider, content);
  const listed = await listedIn(join(folder, 'ispdb'));
  const { rows: refreshed, changes } = refresh(rows, listed, await commitOf(folder));
  const lines = changes.map(told);
  process.stdout.write([...lines, summary(changes, listed.length), ''].join('\n'));
  z.array(provider).parse(refreshed);
  if (values['dry-run'] !== true) await writeFile(values.table, printRows(refreshed));
  return 0;
}

async function listedIn(folder: string): Promise<Listed[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.xml')).toSorted();
  const lists = await Promise.all(
    files.map(async (name) => {
      const autoconfig = readAutoconfig(name, await readFile(join(folder, name), 'utf8'));
      return providersOf(name.replace(/\.xml$/, ''), autoconfig).map((entry) => ({ ...entry, file: `ispdb/${name}` }));
    }),
  );
  return lists.flat();
}

/** As long as the sources write it. */
const COMMIT_LENGTH = 12;

/** The commit of the checkout; null when the folder is no checkout of git. */
async function commitOf(folder: string): Promise<string | null> {
  try {
    await access(join(folder, '.git'));
    const { stdout } = await promisify(execFile)('git', ['-C', folder, 'rev-parse', 'HEAD']);
    return stdout.slice(0, COMMIT_LENGTH);
  } catch {
    return null;
  }
}

function told(change: Change): string {
  switch (change.kind) {
    case 'added':
      return `+ ${change.id}: ${change.now}`;
    case 'changed':
      return `~ ${change.id}: ${change.field}\n    before: ${change.before}\n    now:    ${change.now}`;
    case 'kept':
      return `= ${change.id}: kept by hand, Mozilla differs\n    ours:    ${change.before}\n    Mozilla: ${change.now}`;
    case 'gone':
      return `- ${change.id}: ${change.file} is no longer in the checkout; the row stays`;
  }
}

function summary(changes: Change[], listed: number): string {
  const count = (kind: Change['kind']) => new Set(changes.filter((one) => one.kind === kind).map(({ id }) => id)).size;
  return `${listed} providers in the checkout: ${count('added')} added, ${count('changed')} changed, ${count('kept')} kept by hand though Mozilla differs, ${count('gone')} gone`;
}
