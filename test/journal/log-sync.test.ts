import { describe, expect, it } from 'vitest';
import { createLogSync } from '../../src/journal/sqlite/log-sync.ts';

/** A disk whose syncs end when they are told to. */
function slowDisk() {
  const syncs: PromiseWithResolvers<void>[] = [];
  let rewritten = 0;
  const log = createLogSync({
    sync() {
      const under = Promise.withResolvers<void>();
      syncs.push(under);
      return under.promise;
    },
    rewrite: () => void (rewritten += 1),
  });
  const begun = (count: number) => expect.poll(() => syncs.length).toBe(count);
  return { log, syncs, begun, rewritten: () => rewritten };
}

describe('syncs of the log', () => {
  it('serve all that was committed before they began, and nothing that came later', async () => {
    const { log, syncs, begun } = slowDisk();
    const done: string[] = [];
    const flush = (name: string) => log.flush().then(() => done.push(name));
    void flush('a');
    await begun(1);
    void flush('b');
    void flush('c');
    const settled = log.settled().then(() => done.push('settled'));
    syncs[0]?.resolve();
    await begun(2);
    expect(done).toEqual(['a']);
    syncs[1]?.resolve();
    await settled;
    expect(done.toSorted()).toEqual(['a', 'b', 'c', 'settled']);
    await log.settled();
    expect(syncs).toHaveLength(2);
  });

  it('that fail are told to all who waited for them, and are not trusted when they are repeated', async () => {
    const { log, syncs, begun, rewritten } = slowDisk();
    const both = Promise.allSettled([log.flush(), log.flush()]);
    await begun(1);
    syncs[0]?.reject(new Error('EIO'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(rewritten()).toBe(0);
    await log.settled();
    expect(rewritten()).toBe(1);
    void log.flush();
    await begun(2);
    syncs[1]?.resolve();
  });
});
