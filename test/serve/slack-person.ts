import { readComponent } from '../../src/adapters/slack/component-id.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { textOf } from '../fakes/slack/block-rules.ts';
import { controlsIn } from '../fakes/slack/controls-in.ts';
import { FakePeople, type Sent } from '../fakes/slack/fake-people.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { FakeMessage } from '../fakes/slack/state.ts';

/** Somebody in a channel who asks the bot, answers its questions by button, and says that it worked. */
export class SlackPerson {
  /** What was asked, in order; a question that comes twice is here twice. */
  readonly asked: string[] = [];
  readonly #slack: FakeSlack;
  readonly #people: FakePeople;
  readonly #scenario: Scenario;
  readonly #user: string;
  #root = '';
  readonly #answered = new Set<string>();

  constructor(slack: FakeSlack, scenario: Scenario, user: string) {
    this.#slack = slack;
    this.#people = new FakePeople(slack);
    this.#scenario = scenario;
    this.#user = user;
  }

  async ask(words: string): Promise<void> {
    const sent = this.#people.mention(words, { user: this.#user, channel: 'C1' });
    this.#root = sent.ts;
    // Slack delivers an event again that nobody acknowledged.
    for (let acked = await sent.acked; acked === null;) acked = await this.#people.send(sent.envelope).acked;
  }

  /** What the bot said in this person's thread. */
  said(): string[] {
    return this.#thread().map(({ blocks }) => textOf(blocks));
  }

  /** Answers one question. @returns whether that was the last one, and the case is solved */
  async answerNext(): Promise<boolean> {
    const { message, question } = await this.#slack.until(() => this.#open(), ANSWER_WITHIN_MS);
    // Slack shows a person that a press reached nobody; they press again.
    while ((await this.#answer(message, question).acked) === null);
    this.#answered.add(message.ts);
    this.asked.push(question);
    return question === 'worked';
  }

  async answerAll(): Promise<void> {
    while (!(await this.answerNext()));
  }

  #thread(): FakeMessage[] {
    return this.#slack.team().messages.filter(({ bot, thread }) => bot !== null && thread === this.#root);
  }

  /** The first question that was not answered yet. */
  #open(): { message: FakeMessage; question: string } | null {
    for (const message of this.#thread()) {
      const [question] = questionsIn(message).map(({ component }) => component.question);
      if (question === undefined || this.#answered.has(message.ts)) continue;
      const isRepeat = textOf(message.blocks).includes(REPEATED) && this.asked.includes(question);
      if (!isRepeat) return { message, question };
    }
    return null;
  }

  #answer(message: FakeMessage, question: string): Sent {
    const wanted = this.#answerTo(question);
    for (const { control, component } of questionsIn(message)) {
      if (component.kind === 'pick' && control.options.some(({ value }) => value === wanted)) {
        return this.#people.press(message, control.id, { user: this.#user, value: wanted });
      }
      if (component.kind === 'answer' && component.choice === wanted) {
        return this.#people.press(message, control.id, { user: this.#user });
      }
    }
    return this.#people.mention(wanted, { user: this.#user, channel: 'C1', thread: this.#root });
  }

  #answerTo(question: string): string {
    if (question === 'worked') return 'yes';
    const known = Object.entries(this.#scenario.knows).find(([id]) => id === question)?.[1];
    return known === undefined ? 'unknown' : typeof known === 'string' ? known : known.ja;
  }
}

/** Marks a message that may have been shown before. */
const REPEATED = '（再送）';

/** A crowded machine, and a process that died in between: a lease must run out first. */
const ANSWER_WITHIN_MS = 90_000;

/** The buttons and menus that answer a question. */
export function questionsIn({ blocks }: FakeMessage) {
  return controlsIn(blocks).flatMap((control) => {
    const component = readComponent(control.id);
    return component?.kind === 'answer' || component?.kind === 'pick' ? [{ control, component }] : [];
  });
}
