import type { Adapter, AdapterHealth, Capabilities, Delivered, Delivery, Inbox } from '../../src/adapters/adapter.ts';
import { plainLines } from '../../src/adapters/terminal/plain-document.ts';

export type Shown = {
  conversation: string;
  to: Delivery['to'];
  type: string;
  message: string | null;
  text: string;
  question: string | null;
  repeat: boolean;
  key: string;
};

/** A platform that shows everything at once, or answers as a test wishes. */
export class LabPlatform implements Adapter {
  readonly name = 'lab';
  readonly capabilities: Capabilities = {
    edit: true,
    choices: true,
    forms: true,
    threads: true,
    privateAnswers: true,
    pictures: false,
    data: false,
    editEveryMs: 3_000,
    editsPerMinute: 40,
  };
  readonly shown: Shown[] = [];
  readonly ended = new Promise<void>(() => undefined);
  /** What the platform answers before it shows anything; null: it shows it. */
  refuse: (delivery: Delivery) => Delivered | null = () => null;
  #waiting: (() => void)[] = [];

  async start(_inbox: Inbox): Promise<void> {}
  async stop(): Promise<void> {}
  async close(): Promise<void> {}

  health(): AdapterHealth {
    return { state: 'connected', lastHeard: null, problem: null };
  }

  async deliver(delivery: Delivery): Promise<Delivered> {
    const refused = this.refuse(delivery);
    if (refused) return refused;
    const { conversation, to, repeat, key, showing } = delivery;
    const document = 'document' in showing ? showing.document : null;
    const message = 'message' in showing ? showing.message : null;
    this.shown.push({
      conversation,
      to,
      type: showing.type,
      message,
      text: document ? plainLines(document).join('\n') : '',
      question: document?.question?.id ?? null,
      repeat,
      key,
    });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const tell of waiting) tell();
    return showing.type === 'say' ? { type: 'done', platformId: `lab:${conversation}/${message}` } : { type: 'done' };
  }

  in(conversation: string): Shown[] {
    return this.shown.filter((one) => one.conversation === conversation);
  }

  /** Resolves once `condition` holds; looks again whenever something is shown. */
  async until(condition: (platform: LabPlatform) => boolean): Promise<void> {
    while (!condition(this)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
