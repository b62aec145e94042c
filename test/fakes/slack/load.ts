import { setTimeout as sleep } from 'node:timers/promises';
import { FakePeople } from './fake-people.ts';
import type { FakeSlack } from './fake-slack.ts';

/** Times are those of the acknowledgements, in milliseconds from the command on. */
export type LoadResult = { sent: number; acked: number; p50: number; p99: number; max: number };

/** As many channels as a busy bot hears from in a minute. */
const CHANNELS = 40;

/** Sends `/op25b` of ever new people at an even pace, and tells how soon each was acknowledged. */
export async function load(
  slack: FakeSlack,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<LoadResult> {
  const team = slack.team();
  const people = new FakePeople(slack);
  const channels = Array.from({ length: CHANNELS }, (_, index) => team.addChannel(`CLOAD${index}`).id);
  const total = perSecond * seconds;
  const acks: Promise<{ ms: number } | null>[] = [];
  const begun = performance.now();
  for (let sent = 0; sent < total; sent += 1) {
    const early = begun + (sent * 1000) / perSecond - performance.now();
    if (early > 1) await sleep(early);
    const user = `ULOAD${sent}`;
    team.users.set(user, 'ja-JP');
    acks.push(people.command('', { user, channel: channels[sent % CHANNELS] ?? 'C1' }).acked);
  }
  const times = (await Promise.all(acks))
    .flatMap((ack) => (ack ? [ack.ms] : []))
    .toSorted((left, right) => left - right);
  const at = (share: number) => Math.round((times[Math.ceil(times.length * share) - 1] ?? 0) * 10) / 10;
  return { sent: total, acked: times.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
