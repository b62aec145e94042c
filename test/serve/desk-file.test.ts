import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BothPlatforms } from './both-platforms.ts';
import { slackWaysIn } from './slack-room.ts';

let both: BothPlatforms;
afterEach(() => both.close());

const greeting = (words: string) => `wording: { conversation:greeting: { ja: ${words} } }\n`;

/** Writes to the bot by the first way in; resolves once it greets with these words. */
async function isGreetedWith(words: string): Promise<void> {
  const [way] = slackWaysIn(both.slack);
  const room = way?.open('ja') ?? expect.fail('no way in');
  await room.begin('こんにちは');
  await room.until(() => room.said().some((said) => said.includes(words)));
}

async function deskState(): Promise<unknown> {
  const response = await fetch(`http://${both.http}/healthz`);
  return Object(await response.json()).desk;
}

describe('the desk file of a running bot', () => {
  it('is taken up when it changes; a broken one is told of, and the last good one stays', async () => {
    both = await BothPlatforms.open();
    const file = join(both.folder, 'desk.yaml');
    writeFileSync(file, greeting('はじめの言葉です。'));
    const bot = both.start({ ...both.slackEnv, OP25B_DESK: file });
    await both.healthy(({ status }) => status === 'ok');
    expect(await deskState()).toEqual({ state: 'newest' });

    writeFileSync(file, `${greeting('次の言葉です。')}colour: red\n`);
    const refused = await bot.logged('desk-refused');
    expect(refused).toMatchObject({
      level: 'warn',
      error: { code: 'config-invalid', words: `${file}: the file has unknown fields (colour) (line 2)` },
    });
    expect(await deskState()).toEqual({ state: 'last-good' });
    await isGreetedWith('はじめの言葉です。');

    writeFileSync(file, greeting('次の言葉です。'));
    await bot.logged('desk-reloaded');
    expect(await deskState()).toEqual({ state: 'newest' });
    await isGreetedWith('次の言葉です。');
    expect(await bot.stop()).toBe(0);
  });

  it('that does not fit the bot’s knowledge ends the start with one line that says so', async () => {
    both = await BothPlatforms.open();
    const file = join(both.folder, 'desk.yaml');
    writeFileSync(file, 'wording: { conversation:nothing: { ja: x } }\n');
    const bot = both.start({ ...both.slackEnv, OP25B_DESK: file });
    expect(await bot.ended()).toBe(2);
    expect(bot.log).toEqual([{ msg: expect.stringContaining('wording.conversation:nothing is no text of the bot') }]);
  });
});
