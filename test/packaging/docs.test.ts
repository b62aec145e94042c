import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PermissionsBitField } from 'discord.js';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { runOp25b } from './run-op25b.ts';
import { settingsRead } from './settings-read.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const pages = globSync(['*.md', 'docs/*.md'], { cwd: ROOT }).toSorted();
const usage = runOp25b(['help']).stdout;
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** `[words](target)`, and the anchors that headings make. */
const LINK = /\[[^\]]*\]\((?<target>[^)\s]+)\)/g;
const HEADING = /^#+ (?<words>.+)$/gm;
/** `op25b check` at the beginning of a piece of code, or however it is typed in full: messages name the program, too. */
const COMMAND = /(?:(?:`|^)op25b|npm run -s op25b --|node src\/op25b\.js) (?<command>[a-z][a-z-]*)/gm;
const CODE = /^```[a-z]*\n(?<block>[\s\S]*?)^```$|(?<inline>`[^`\n]+`)/gm;

function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(HEADING)].map(({ groups }) =>
    (groups?.['words'] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const codeIn = (page: string): string =>
  [...textOf(page).matchAll(CODE)].map(({ groups }) => groups?.['block'] ?? groups?.['inline']).join('\n');

test('there are pages to look at', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'README.ja.md', 'docs/operations.md', 'docs/slack.ja.md', 'docs/discord.md']),
  );
});

describe.each(pages)('%s', (page) => {
  test('links only to what is there', () => {
    for (const { groups } of textOf(page).matchAll(LINK)) {
      const target = groups?.['target'] ?? '';
      if (/^[a-z]+:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? page : join(dirname(page), path);
      expect(existsSync(join(ROOT, linked)), target).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(linked), target).toContain(decodeURIComponent(anchor));
    }
  });

  test('names only commands that there are', () => {
    for (const { groups } of codeIn(page).matchAll(COMMAND)) {
      expect(usage).toContain(`op25b ${groups?.['command']}`);
    }
  });

  test('names only scripts of package.json', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    for (const [, name] of textOf(page).matchAll(/npm run (?:-s )?([a-z][a-z0-9-]*)/g)) {
      expect(Object.keys(scripts)).toContain(name);
    }
  });

  test('names only environment variables that the program reads', () => {
    const named = [...textOf(page).matchAll(/`((?:OP25B|SLACK|DISCORD)_[A-Z0-9_]+)/g)].map(([, name]) => name);
    expect(settingsRead()).toEqual(expect.arrayContaining(named));
  });
});

describe.each(['docs/operations.md', 'docs/operations.ja.md'])('%s', (page) => {
  test('tells of every environment variable', () => {
    const rows = textOf(page)
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .join('\n');
    for (const name of settingsRead()) expect(rows).toContain(`\`${name}\``);
  });

  test('tells of every figure, and of no other', () => {
    const source = readFileSync(join(ROOT, 'src/observe/metrics.ts'), 'utf8');
    const figures = [...source.matchAll(/'(op25b_[a-z_]+)'/g)].map(([, name]) => name);
    expect(figures.length).toBeGreaterThan(0);
    const told = [...textOf(page).matchAll(/`(op25b_[a-z_]+)/g)].map(([, name]) => name);
    expect(new Set(told)).toEqual(new Set(figures));
  });
});

describe.each(pages.filter((page) => !page.endsWith('.ja.md') && pages.includes(page.replace(/\.md$/, '.ja.md'))))(
  '%s and its Japanese page',
  (page) => {
    const japanese = page.replace(/\.md$/, '.ja.md');

    test('have the same headings, tables and blocks of code', () => {
      const shape = (text: string) =>
        [...text.matchAll(/^(?<head>#+) |^\|(?=[^-])|^```(?<kind>[a-z]*)/gm)].map(([whole]) => whole);
      expect(shape(textOf(japanese))).toEqual(shape(textOf(page)));
    });

    test('link to each other', () => {
      const name = (path: string) => path.split('/').at(-1);
      expect(textOf(page)).toContain(`](${name(japanese)})`);
      expect(textOf(japanese)).toContain(`](${name(page)})`);
    });
  },
);

test.each(['docs/discord.md', 'docs/discord.ja.md'])(
  'the link in %s asks for the permissions that it names',
  (page) => {
    const named = [...textOf(page).matchAll(/\*(?<permission>[A-Z][A-Za-z ]+)\*/g)].map(([, name = '']) => name);
    const bits = PermissionsBitField.Flags;
    const needed = {
      'View Channels': bits.ViewChannel,
      'Send Messages': bits.SendMessages,
      'Read Message History': bits.ReadMessageHistory,
      'Create Public Threads': bits.CreatePublicThreads,
      'Send Messages in Threads': bits.SendMessagesInThreads,
    };
    expect(named).toEqual(expect.arrayContaining(Object.keys(needed)));
    const sum = new PermissionsBitField(Object.values(needed)).bitfield;
    expect(textOf(page)).toContain(`&scope=bot+applications.commands&permissions=${sum}\n`);
  },
);
