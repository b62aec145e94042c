import { text } from '../../../src/message/text.ts';
import { createSlackAdapter } from '../../../src/adapters/slack/slack-adapter.ts';
import { textOf } from '../../fakes/slack/block-rules.ts';
import { controlsIn } from '../../fakes/slack/controls-in.ts';
import type { Sent } from '../../fakes/slack/fake-people.ts';
import type { FakeMessage } from '../../fakes/slack/state.ts';
import { platformContract } from '../contract/platform-contract.ts';
import type { PlatformRig, Seen } from '../contract/rig.ts';
import { Desk, translator } from './desk.ts';

/** Fields that Slack reads as markup, and elements that it acts on. */
const MARKUP = /"mrkdwn"|"type":"(?:broadcast|usergroup|channel|user|link)"/g;
const TURNING = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u0000-\u0008\u001B]/gu;

async function openRig(): Promise<PlatformRig> {
  const desk = await Desk.open('socket');
  const { slack, people, adapter, inbox } = desk;
  let last: Sent | null = null;
  const seen = ({ channel, thread, blocks }: FakeMessage): Seen => ({
    place: thread === null ? channel : `${channel}/${thread}`,
    words: textOf(blocks),
    buttons: controlsIn(blocks)
      .filter(({ type }) => type !== 'overflow')
      .flatMap(({ label, options }) => [label, ...options.map((option) => option.label)]),
  });
  return {
    adapter,
    inbox,
    askedIn: 'C1',
    another: () => createSlackAdapter(desk.settings, desk.parts),
    ask: (words) => void (last = people.mention(words)),
    repeat: () => void (last && people.send(last.envelope)),
    press(label) {
      for (const message of slack.team().messages.toReversed()) {
        const control = controlsIn(message.blocks).find((one) => one.label === label);
        if (control) return void (last = people.press(message, control.id));
      }
      throw new Error(`no button ${label}`);
    },
    seen: () => desk.posts('C1').map(seen),
    writeLabel: translator.plain('ja', text('slack:type-in')),
    forms: () => slack.team().views.filter(({ type }) => type === 'modal').length,
    refuseNext: (words) => void (inbox.limit = words),
    seenAlone: () => desk.whispers('U1').map(({ blocks }) => textOf(blocks)),
    seenAtDesk: () => desk.posts('CDESK').map(seen),
    obeyed: () =>
      desk
        .posts('C1')
        .flatMap(({ text: notice, blocks }) => [
          ...(JSON.stringify(blocks).match(MARKUP) ?? []),
          ...(notice.match(/<|>|&(?!amp;|lt;|gt;)/g) ?? []),
          ...(`${notice}${textOf(blocks)}`.match(TURNING) ?? []),
        ]),
    trouble(kind) {
      if (kind === 'busy') slack.fail('chat.postMessage', { retryAfter: 7 });
      if (kind === 'broken') slack.fail('chat.postMessage', { breaks: 'after' });
      const channel = slack.team().channels.get('C1');
      if (kind === 'gone' && channel) channel.archived = true;
    },
    until: (look) => slack.until(look),
    close: () => desk.close(),
  };
}

platformContract('slack', openRig);
