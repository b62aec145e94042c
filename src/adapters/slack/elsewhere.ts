/** Only the conversations that begin now matter; an address of a command works for 30 minutes. */
const MOST = 500;

/** Ways to tell people that their conversation goes on in direct messages, the oldest forgotten first. */
export function createElsewhere(): Map<string, () => Promise<void>> {
  return new (class extends Map<string, () => Promise<void>> {
    override set(conversation: string, tell: () => Promise<void>): this {
      super.set(conversation, tell);
      const [oldest] = this.keys();
      if (this.size > MOST && oldest !== undefined) this.delete(oldest);
      return this;
    }
  })();
}
