import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Adapter, Delivery } from '../../src/adapters/adapter.ts';
import { JsonLinesAdapter } from '../../src/adapters/terminal/json-lines-adapter.ts';
import { createPictureFolder } from '../../src/adapters/terminal/picture-folder.ts';
import { createTalk } from '../../src/adapters/terminal/talk.ts';
import { TerminalAdapter } from '../../src/adapters/terminal/terminal-adapter.ts';
import type { Document } from '../../src/message/document.ts';
import { answerWith, pathPicture, picture, PNG_ONE, PNG_TWO } from './shown.ts';
import { translator } from './specs.ts';

const talk = createTalk({
  conversation: 'C000001',
  opening: { type: 'started' },
  language: 'ja',
  languageChosen: false,
  run: 'r',
});

function saying(document: Document): Delivery {
  const showing = { type: 'say', message: 'm1', document } as const;
  const at = { conversation: 'C000001', to: 'person', address: null, root: null } as const;
  return { ...at, language: 'ja', key: 'k', repeat: false, showing };
}

async function shown(adapterOn: (output: PassThrough) => Adapter, document: Document): Promise<string[]> {
  const output = new PassThrough();
  await adapterOn(output).deliver(saying(document));
  output.end();
  const printed = await output.setEncoding('utf8').toArray();
  return printed.join('').trimEnd().split('\n');
}

const jsonLines = (output: PassThrough) => new JsonLinesAdapter(new PassThrough(), output, translator, talk);
const terminal = (output: PassThrough) => new TerminalAdapter(new PassThrough(), output, translator, false, talk);
const BOTH = answerWith(picture(PNG_ONE, '画面の図'), pathPicture(PNG_TWO, '通り道の図'));
const image = z.strictObject({ type: z.literal('image'), alt: z.string(), path: z.string() });

function removeLater(path: string): void {
  onTestFinished(() => rmSync(join(path, '..'), { recursive: true }));
}

it('tells a program of each picture after the message, as a file', async () => {
  const [message, ...images] = (await shown(jsonLines, BOTH)).map((line): unknown => JSON.parse(line));
  expect(message).toEqual({ type: 'message', id: 'm1', text: 'before\n\n1. one step' });
  const saved = images.map((line) => image.parse(line));
  removeLater(saved[0]?.path ?? '');
  expect(saved.map(({ alt }) => alt)).toEqual(['画面の図', '通り道の図']);
  expect(saved.every(({ path }) => isAbsolute(path) && path.endsWith('.png'))).toBe(true);
  const bytes = saved.map(({ path }) => new Uint8Array(readFileSync(path)));
  expect(bytes).toEqual([PNG_ONE, PNG_TWO]);
});

it('tells a person where each picture was saved', async () => {
  const lines = await shown(terminal, BOTH);
  const paths = lines.flatMap((line) => /図を保存しました：(.+)$/.exec(line)?.[1] ?? []);
  removeLater(paths[0] ?? '');
  expect(paths.map((path) => new Uint8Array(readFileSync(path)))).toEqual([PNG_ONE, PNG_TWO]);
});

it('leaves out what was not drawn', async () => {
  expect(await shown(jsonLines, answerWith(picture(null, '図')))).toHaveLength(1);
  expect((await shown(terminal, answerWith(picture(null, '図')))).join('\n')).not.toContain('図');
});

it('says the words when no picture can be written', async () => {
  const gone = mkdtempSync(join(tmpdir(), 'op25b-gone-'));
  rmSync(gone, { recursive: true });
  expect(await createPictureFolder(gone).save(BOTH)).toEqual([]);
});
