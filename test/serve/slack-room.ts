import { setTimeout as sleep } from 'node:timers/promises';
import { ANSWER_INPUT } from '../../src/adapters/slack/answer-form.ts';
import { readComponent } from '../../src/adapters/slack/component-id.ts';
import type { Language } from '../../src/message/message.ts';
import { textOf } from '../fakes/slack/block-rules.ts';
import { controlsIn } from '../fakes/slack/controls-in.ts';
import { FakePeople, type Sent } from '../fakes/slack/fake-people.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { FakeMessage, FakeView } from '../fakes/slack/state.ts';
import { ANSWER_WITHIN_MS, type Asked, type DeskRoom, type Room, type WayIn } from './room.ts';

const AGAIN_AFTER_MS = 500;

type Place = { slack: FakeSlack; people: FakePeople; user: string; channel: string };
type Ask = (place: Place, words: string) => Promise<unknown> | unknown;

/** Somebody with a channel of their own. */
class SlackRoom implements Room {
  readonly #place: Place;
  readonly #ask: Ask;

  constructor(place: Place, ask: Ask) {
    this.#place = place;
    this.#ask = ask;
  }

  async begin(words: string): Promise<void> {
    await this.#ask(this.#place, words);
  }

  said(): string[] {
    return this.#messages().map(({ blocks }) => textOf(blocks));
  }

  asked(): Asked | null {
    const message = this.#messages().findLast((one) => answersIn(one).length > 0);
    const [first] = message ? answersIn(message) : [];
    return message && first ? { message: message.ts, question: first.component.question } : null;
  }

  async answer({ message: ts }: Asked, value: string): Promise<void> {
    const { slack, people, user } = this.#place;
    const message = this.#messages().find((one) => one.ts === ts);
    if (!message) throw new Error(`no message ${ts}`);
    for (const { control, component } of answersIn(message)) {
      if (component.kind === 'answer' && component.choice === value)
        return acked(people, people.press(message, control.id, { user }));
      if (component.kind === 'pick' && control.options.some((option) => option.value === value))
        return acked(people, people.press(message, control.id, { user, value }));
    }
    const type = answersIn(message).find(({ component }) => component.kind === 'type');
    if (!type) throw new Error(`no way to answer ${value}`);
    const forms = () => slack.team().views.filter((view) => view.type === 'modal' && view.user === user);
    const before = forms().length;
    await acked(people, people.press(message, type.control.id, { user }));
    const form = await this.until(() => forms()[before]);
    return acked(people, people.submit(form, { [ANSWER_INPUT]: value }));
  }

  async say(words: string): Promise<void> {
    const { people, user } = this.#place;
    const last = this.#messages().at(-1);
    if (!last) throw new Error('there is no conversation yet');
    const thread = last.thread ?? last.ts;
    if (last.channel.startsWith('D')) return acked(people, people.direct(escaped(words), { user, thread }));
    return acked(people, people.mention(escaped(words), { user, channel: last.channel, thread }));
  }

  async callDesk(): Promise<void> {
    const { people, user } = this.#place;
    for (const message of this.#messages().toReversed()) {
      const more = controlsIn(message.blocks).find(({ id }) => readComponent(id)?.kind === 'more');
      if (more) return acked(people, people.press(message, more.id, { user, value: 'hand-off' }));
    }
    throw new Error('there is no menu');
  }

  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return this.#place.slack.until(look, ANSWER_WITHIN_MS);
  }

  #messages(): FakeMessage[] {
    const { slack, user, channel } = this.#place;
    const here = [channel, `D${user}`];
    return slack
      .team()
      .messages.filter((one) => one.bot !== null && one.ephemeralTo === null && here.includes(one.channel));
  }
}

function answersIn({ blocks }: FakeMessage) {
  return controlsIn(blocks).flatMap((control) => {
    const component = readComponent(control.id);
    return component?.kind === 'answer' || component?.kind === 'pick' || component?.kind === 'type'
      ? [{ control, component }]
      : [];
  });
}

/** Slack shows a person that what they did reached nobody, for example while the line is made anew; they do it again. */
async function acked(people: FakePeople, first: Sent): Promise<void> {
  const giveUpAt = Date.now() + ANSWER_WITHIN_MS;
  for (let answer = await first.acked; answer === null; answer = await people.send(first.envelope).acked) {
    if (Date.now() > giveUpAt) throw new Error('not acknowledged');
    await sleep(AGAIN_AFTER_MS);
  }
}

/** As Slack sends what people type. */
function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function caseForm({ slack, user }: Place): Promise<FakeView> {
  const isForm = (view: FakeView) => view.type === 'modal' && view.user === user;
  return slack.until(() => slack.team().views.findLast(isForm), ANSWER_WITHIN_MS);
}

async function fillIn(place: Place, words: string): Promise<void> {
  await acked(place.people, place.people.submit(await caseForm(place), { words }));
}

async function atHome({ slack, people, user }: Place, kind: 'start' | 'form'): Promise<void> {
  await acked(people, people.openHome({ user }));
  const home = await slack.until(() =>
    slack.team().views.findLast((view) => view.type === 'home' && view.user === user),
  );
  const button = controlsIn(home.view['blocks']).find(({ id }) => readComponent(id)?.kind === kind);
  await acked(people, people.pressAtHome(button?.id ?? '', { user }));
}

/** The first question of a case that began without words is answered with the words. */
async function andSay(place: Place, words: string): Promise<void> {
  const room = new SlackRoom(place, () => {});
  const asked = await room.until(() => room.asked());
  const message = place.slack.team().messages.find(({ ts }) => ts === asked.message);
  if (message)
    await acked(
      place.people,
      place.people.direct(escaped(words), { user: place.user, thread: message.thread ?? message.ts }),
    );
}

const WAYS: Record<string, Ask> = {
  '/op25b': ({ people, user, channel }, words) => acked(people, people.command(words, { user, channel })),
  '/op25b private': ({ people, user, channel }, words) =>
    acked(people, people.command(`private ${words}`, { user, channel })),
  'a mention': ({ people, user, channel }, words) => acked(people, people.mention(escaped(words), { user, channel })),
  'a direct message': ({ people, user }, words) => acked(people, people.direct(escaped(words), { user })),
  'the shortcut of a message': ({ people, user, channel }, words) =>
    acked(people, people.messageShortcut(people.post(escaped(words), { channel }), user)),
  async 'the global shortcut'(place, words) {
    await acked(place.people, place.people.globalShortcut({ user: place.user }));
    await fillIn(place, words);
  },
  async 'the form of the App Home'(place, words) {
    await atHome(place, 'form');
    await fillIn(place, words);
  },
  async 'the start button of the App Home'(place, words) {
    await atHome(place, 'start');
    await andSay(place, words);
  },
};

/** Every way in, each time by somebody new in a channel of their own. */
export function slackWaysIn(slack: FakeSlack): WayIn[] {
  let count = 0;
  return Object.entries(WAYS).map(([name, ask]) => ({
    name,
    open(language: Language) {
      count += 1;
      const user = `UROOM${count}`;
      slack.team().users.set(user, language === 'ja' ? 'ja-JP' : 'en-US');
      const channel = slack.team().addChannel(`CROOM${count}`).id;
      return new SlackRoom({ slack, people: new FakePeople(slack), user, channel }, ask);
    },
  }));
}

/** Somebody in the desk's channel. */
export function slackDesk(slack: FakeSlack): DeskRoom {
  const people = new FakePeople(slack);
  const posts = () => slack.team().messages.filter(({ channel, bot }) => channel === 'CDESK' && bot !== null);
  const user = 'UDESK';
  slack.team().users.set(user, 'ja-JP');
  return {
    seen: () =>
      posts().map(({ blocks }) => ({ words: textOf(blocks), buttons: controlsIn(blocks).map(({ label }) => label) })),
    async press(label) {
      const message = posts().findLast(({ blocks }) => controlsIn(blocks).some((control) => control.label === label));
      const control = controlsIn(message?.blocks).find((one) => one.label === label);
      if (!message || !control) throw new Error(`no button ${label}`);
      await acked(people, people.press(message, control.id, { user }));
    },
    // A mention is an element of its own, not words.
    name: 'さん',
  };
}
