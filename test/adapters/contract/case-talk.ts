import { expect } from 'vitest';
import type { Adapter, Delivered, Delivery, Happening, Showing } from '../../../src/adapters/adapter.ts';
import type { Document } from '../../../src/message/document.ts';
import type { Rig } from './rig.ts';

/** One case on a rig, begun by a person; delivers as the host would. */
export class CaseTalk {
  readonly #rig: Rig;
  readonly begun: Happening;
  #root: string | null = null;
  #count = 0;

  private constructor(rig: Rig, begun: Happening) {
    this.#rig = rig;
    this.begun = begun;
  }

  static async begin(rig: Rig, words: string): Promise<CaseTalk> {
    rig.ask(words);
    return new CaseTalk(rig, await rig.until(() => rig.inbox.taken[0]));
  }

  /** The happening with this number, once it is taken; the first is 0. */
  taken(index: number): Promise<Happening> {
    return this.#rig.until(() => this.#rig.inbox.taken[index]);
  }

  async deliver(showing: Showing, more: Partial<Delivery> = {}, adapter?: Adapter): Promise<Delivered> {
    const { conversation } = this.begun;
    const whereabouts = await this.#rig.inbox.whereabouts(conversation);
    const delivered = await (adapter ?? this.#rig.adapter).deliver({
      conversation,
      to: 'person',
      address: whereabouts?.address ?? null,
      language: 'ja',
      root: more.to === 'desk' ? null : this.#root,
      key: `${conversation}:${(this.#count += 1)}`,
      repeat: false,
      showing,
      ...more,
    });
    if (delivered.type === 'done' && more.to !== 'desk') this.#root ??= delivered.platformId ?? null;
    return delivered;
  }

  say(document: Document, more: Partial<Delivery> = {}, adapter?: Adapter): Promise<Delivered> {
    return this.deliver({ type: 'say', message: `m${this.#count}`, document }, more, adapter);
  }

  /** Says it, and resolves with the platform's id of the message. */
  async said(document: Document, more: Partial<Delivery> = {}): Promise<string> {
    const delivered = await this.say(document, more);
    if (delivered.type !== 'done' || delivered.platformId === undefined) expect.fail(JSON.stringify(delivered));
    return delivered.platformId;
  }

  /** All words that the person sees. */
  words(): string {
    return this.#rig
      .seen()
      .map(({ words }) => words)
      .join('\n');
  }
}
