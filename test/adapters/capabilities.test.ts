import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Adapter, Capabilities } from '../../src/adapters/adapter.ts';
import { CAPABILITIES } from '../../src/adapters/capabilities.ts';
import { SLACK_BUDGETS } from '../fakes/slack/failures.ts';
import { stand } from './discord/stand.ts';
import { Desk } from './slack/desk.ts';

const WORDS = {
  en: { yes: true, no: false, 'no limit': null },
  ja: { 可: true, 不可: false, 上限なし: null },
} as const;

/** The table of a page: values by name. */
function tableIn(page: string, words: Record<string, boolean | null>): Record<string, unknown> {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| `(?<name>[a-zA-Z]+)` \| [^|]+ \| (?<value>[^|]+) \|$/gm);
  return Object.fromEntries(
    [...rows].map(({ groups }) => {
      const value = groups?.['value'] ?? '';
      return [groups?.['name'], value in words ? words[value] : Number(value.replaceAll(',', ''))];
    }),
  );
}

describe('the table of what each platform can do', () => {
  it.each(['slack', 'discord'] as const)('is that of the pages about %s', (platform) => {
    expect(tableIn(`${platform}.md`, WORDS.en)).toEqual(CAPABILITIES[platform]);
    expect(tableIn(`${platform}.ja.md`, WORDS.ja)).toEqual(CAPABILITIES[platform]);
  });

  it('is what each adapter declares; the contract of the adapters tries each entry', async () => {
    const desk = await Desk.prepare('socket');
    const { adapter: discord } = await stand({ connect: false });
    const declared = (adapter: Pick<Adapter, 'capabilities'>): Capabilities => adapter.capabilities;
    expect(declared(desk.adapter)).toEqual(CAPABILITIES.slack);
    expect(declared(discord)).toEqual(CAPABILITIES.discord);
    await desk.close();
  });

  it('leaves Slack room for other edits than the bot’s progress', () => {
    const { most = 0, perMs = 1 } = SLACK_BUDGETS['chat.update'] ?? {};
    expect(CAPABILITIES.slack.editsPerMinute).toBeLessThan((most / perMs) * 60_000);
  });
});
