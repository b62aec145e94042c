/** Until when Slack asked to wait, by what it asked it for: one channel's wait holds up no other. */
export type Pauses = {
  /** Milliseconds since 1970; null: it may go now. */
  until(key: string): number | null;
  set(key: string, until: number): void;
};

export function createPauses(clock: () => number): Pauses {
  const pauses = new Map<string, number>();
  return {
    until(key) {
      const until = pauses.get(key);
      if (until === undefined) return null;
      if (until > clock()) return until;
      pauses.delete(key);
      return null;
    },
    set: (key, until) => void pauses.set(key, until),
  };
}
