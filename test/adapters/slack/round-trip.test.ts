import { afterEach, describe, expect, it } from 'vitest';
import { readComponent } from '../../../src/adapters/slack/component-id.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { Desk, portQuestion, type Mode } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

describe.each<Mode>(['socket', 'http'])('by %s', (mode) => {
  it('takes a command, answers in a thread of the channel, and takes the press of a button', async () => {
    desk = await Desk.open(mode);
    const sent = desk.people.command('smtp.example.jp', { user: 'U1', channel: 'C1' });
    const said = await desk.happening();
    expect(said).toMatchObject({
      person: 'slack:T1:U1',
      workspace: 'slack:T1',
      language: 'ja',
      event: { type: 'said', text: 'smtp.example.jp' },
    });
    expect(await sent.acked).not.toBeNull();

    expect(await desk.say(said, portQuestion)).toMatchObject({ type: 'done' });
    expect(await desk.say(said, portQuestion)).toMatchObject({ type: 'done' });
    const [root, second] = desk.posts('C1');
    expect(root?.thread).toBeNull();
    expect(textOf(root?.blocks)).toContain('ポート番号は？');
    expect(second?.thread).toBe(root?.ts);

    const button = controlsIn(root?.blocks).find(({ label }) => label === '587');
    if (!root || !button) expect.fail('no button');
    expect(readComponent(button.id)).toMatchObject({ kind: 'answer', question: 'port', choice: '587' });
    expect(await desk.people.press(root, button.id).acked).not.toBeNull();
    const answered = await desk.happening(({ event }) => event.type === 'answered');
    expect(answered).toMatchObject({ conversation: said.conversation, event: { question: 'port', value: '587' } });
    await desk.slack.until(() => textOf(root.blocks).includes('587') && controlsIn(root.blocks).length === 0);
    expect(desk.logged.filter((line) => !line.startsWith('slack-reconnecting'))).toEqual([]);
  });
});
