import { textOf } from '../fakes/slack/block-rules.ts';
import { FakePeople, type Sent } from '../fakes/slack/fake-people.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { FakeMessage } from '../fakes/slack/state.ts';
import { questionsIn } from './slack-person.ts';

type Member = { user: string; presses: number; said: string[]; last: Sent; lastAt: number };

/** A person to whom nothing happens, or who is told to try again, does it again. */
const PATIENCE_MS = 15_000;
const INSIST_EVERY_MS = 1_000;

/** Many people who ask at once and answer "I don't know" a few times; one look over all messages serves them all. */
export class SlackCrowd {
  readonly #slack: FakeSlack;
  readonly #people: FakePeople;
  readonly #members = new Map<string, Member>();
  readonly #presses: number;
  #seen = 0;
  #done = 0;
  #insistedAt = 0;

  /** @param presses how many questions each answers */
  constructor(slack: FakeSlack, presses: number) {
    this.#slack = slack;
    this.#people = new FakePeople(slack);
    this.#presses = presses;
  }

  /** Everybody asks; resolves when Slack has delivered it all. */
  async ask(words: string, count: number): Promise<void> {
    const asked = Array.from({ length: count }, (_, index) => {
      const user = `U${100 + index}`;
      const sent = this.#people.mention(words, { user, channel: 'C1' });
      this.#members.set(sent.ts, { user, presses: 0, said: [], last: sent, lastAt: Date.now() });
      return this.#deliver(sent);
    });
    await Promise.all(asked);
  }

  /** Answers what is asked until `share` of them have heard the last question. */
  async talk(share = 1): Promise<void> {
    await this.#slack.until(() => this.#look() >= share * this.#members.size, 240_000);
  }

  /** What each heard. */
  transcripts(): string[][] {
    return [...this.#members.values()].map(({ said }) => said);
  }

  #look(): number {
    const { messages } = this.#slack.team();
    for (; this.#seen < messages.length; this.#seen++) {
      const message = messages[this.#seen];
      const member = message?.bot ? this.#members.get(message.thread ?? '') : undefined;
      if (message && member) this.#hear(member, message);
    }
    if (Date.now() - this.#insistedAt >= INSIST_EVERY_MS) {
      this.#insistedAt = Date.now();
      for (const member of this.#members.values()) this.#insist(member);
    }
    return this.#done;
  }

  #hear(member: Member, message: FakeMessage): void {
    member.said.push(textOf(message.blocks));
    if (member.said.length === this.#presses + 1) this.#done += 1;
    const unknown = questionsIn(message).find(
      ({ component }) => component.kind === 'answer' && component.choice === 'unknown',
    );
    if (!unknown || member.presses >= this.#presses) return;
    member.presses += 1;
    member.last = this.#people.press(message, unknown.control.id, { user: member.user });
    member.lastAt = Date.now();
    void this.#deliver(member.last);
  }

  #insist(member: Member): void {
    const { last, lastAt, said, presses } = member;
    if (said.length > presses || Date.now() - lastAt < PATIENCE_MS) return;
    member.lastAt = Date.now();
    void this.#deliver(this.#people.send(last.envelope));
  }

  /** What nobody acknowledged is done again, by Slack or by the person. */
  async #deliver(first: Sent): Promise<void> {
    for (let acked = await first.acked; acked === null;) acked = await this.#people.send(first.envelope).acked;
  }
}
