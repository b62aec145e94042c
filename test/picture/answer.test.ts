import { expect, it } from 'vitest';
import { LANGUAGES, type Language, type MessageBlock } from '../../src/message/message.ts';
import type { DialogSpec, PathSpec } from '../../src/message/picture.ts';
import { Talk, type TalkOptions } from '../conversation/talk.ts';
import { goodReport } from '../conversation/reports.ts';
import { translator } from './specs.ts';

/** An answer for somebody with port 25 in this program; `told`: what their own check printed. */
function answer(client: string, language: Language, told: string | null, options: TalkOptions = {}): MessageBlock[] {
  const talk = new Talk({ language, report: goodReport, ...options });
  const server = { type: 'answered', question: 'server', value: 'smtp.good.example' } as const;
  for (const [question, value] of [
    ['client', client],
    ['port', '25'],
    ['encryption', 'none'],
    ['auth', 'off'],
    ['error', 'none'],
    ['receive', 'works'],
    ['scope', 'all-recipients'],
    ['change', 'nothing'],
    ['others', 'only-me'],
    ['other-network', 'works'],
    ['line', 'ocn'],
  ] as const) {
    talk.do({ type: 'answered', question, value });
  }
  talk.do(told === null ? { type: 'answered', question: 'self-check', value: 'skip' } : { type: 'said', text: told });
  talk.do(server);
  for (let put = 0; put < 20 && talk.all('diagnosis').length === 0; put += 1) {
    const { pending } = talk.conversation;
    if (pending === null) break;
    talk.do({ type: 'answered', question: pending, value: pending === 'self-check' ? 'skip' : 'unknown' });
  }
  const said = talk.all('say').map(({ message }) => message.blocks);
  return said.find((blocks) => blocks.some(({ kind }) => kind === 'steps')) ?? [];
}

const CHECK = 'OP25B1 smtp.good.example 25=timeout 465=open+220 587=open+220 x25=timeout x587=open+220 web=open';

type PictureBlock = Extract<MessageBlock, { kind: 'picture' }>;
const picturesIn = (blocks: MessageBlock[]) =>
  blocks.filter((block): block is PictureBlock => block.kind === 'picture');
const dialogsIn = (blocks: MessageBlock[]) =>
  picturesIn(blocks).flatMap(({ picture, alt }) => (picture.type === 'dialog' ? [{ spec: picture, alt }] : []));
const stepsIn = (blocks: MessageBlock[]) =>
  blocks.flatMap((block) => (block.kind === 'steps' ? block.items : [])).map(({ key }) => key);

it.each([
  ['thunderbird', ['thunderbird-outgoing-list', 'thunderbird-outgoing-server']],
  [
    'outlook-classic-2010-365',
    [
      'outlook-classic-account',
      'outlook-classic-outgoing-server',
      'outlook-classic-advanced',
      'outlook-classic-simple',
    ],
  ],
  [
    'outlook-classic-2003-2007',
    ['outlook-classic-account', 'outlook-classic-advanced', 'outlook-classic-outgoing-server'],
  ],
  ['ios-mail', ['ios-mail-way', 'ios-mail-server']],
  ['apple-mail-macos', ['apple-mail-accounts', 'apple-mail-smtp-list']],
  ['becky', ['becky-mailbox', 'becky-advanced']],
  ['other', []],
])('shows for %s the dialogs in the order of its steps', (client, expected) => {
  expect(dialogsIn(answer(client, 'ja', null)).map(({ spec }) => spec.dialog)).toEqual(expected);
});

it.each(['thunderbird', 'outlook-classic-2010-365', 'ios-mail', 'apple-mail-macos', 'becky'])(
  'gives the frames of %s the numbers of the steps, and their own values',
  (client) => {
    const blocks = answer(client, 'ja', null);
    const steps = stepsIn(blocks);
    const specs = dialogsIn(blocks).map(({ spec }): DialogSpec => spec);
    expect(specs.length).toBeGreaterThan(0);
    for (const { numbers, values } of specs) {
      expect(values).toMatchObject({ host: 'smtp.good.example', port: 587, portNow: 25, encryption: 'starttls' });
      const entries = Object.entries(numbers ?? {});
      expect(entries.length).toBeGreaterThan(3);
      for (const [step, number] of entries) expect(steps[number - 1]).toBe(`clients:${client}.steps.${step}`);
    }
  },
);

it.each(LANGUAGES)('says in %s in words what a picture shows', (language) => {
  const [, server] = dialogsIn(answer('thunderbird', language, null));
  const alt = server ? translator.plain(language, server.alt) : '';
  expect(alt).toContain(language === 'ja' ? '「接続の保護:」を「STARTTLS」' : '"Connection security:" to "STARTTLS"');
  expect(alt).toContain('587');
  expect(alt).not.toMatch(/\{\{|undefined/);
});

const pathIn = (blocks: MessageBlock[]): PathSpec | null =>
  picturesIn(blocks).flatMap(({ picture }) => (picture.type === 'path' ? [picture] : []))[0] ?? null;

it('draws the line as blocking only where something other than the bot’s own probe says so', () => {
  const path = pathIn(answer('thunderbird', 'ja', null));
  const states = path?.gates.map(({ port, line }) => [port, line]);
  expect(states).toEqual([
    [25, 'presumed'],
    [465, 'unknown'],
    [587, 'unknown'],
  ]);
  expect(path).toMatchObject({ host: 'smtp.good.example', advised: 587 });
});

it('draws what the person’s own device saw', () => {
  const path = pathIn(answer('thunderbird', 'ja', CHECK));
  expect(path?.gates).toEqual([
    { port: 25, line: 'blocked', server: 'open' },
    { port: 465, line: 'open', server: 'open' },
    { port: 587, line: 'open', server: 'open' },
  ]);
});
