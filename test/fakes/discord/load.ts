import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeDiscord } from './fake-discord.ts';

/** Times are those of the first answers, in milliseconds from the event on. */
export type LoadResult = { sent: number; answered: number; p50: number; p99: number; max: number };

/** As many guilds and people as a busy bot hears in a minute; nobody is limited for asking too often. */
const GUILDS = 40;

/** Sends `/op25b` of ever new people at an even pace, and tells how soon each was answered. */
export async function load(
  fake: FakeDiscord,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<LoadResult> {
  const channels = Array.from({ length: GUILDS }, (_, index) => {
    return fake.world.addChannel('help', { guild: fake.world.addGuild(`Guild ${index}`).id });
  });
  const begun = performance.now();
  const sentAt = new Map<string, number>();
  const times: number[] = [];
  const stopWatching = fake.watch(({ path }) => {
    const [, , , token = ''] = path.split('/');
    const at = path.endsWith('/callback') ? sentAt.get(token) : undefined;
    if (at !== undefined) times.push(performance.now() - at);
  });
  const total = perSecond * seconds;
  for (let sent = 0; sent < total; sent += 1) {
    const due = begun + (sent * 1000) / perSecond;
    if (due > performance.now() + 1) await sleep(due - performance.now());
    const channel = channels[sent % GUILDS] ?? fake.world.addChannel('help');
    const user = fake.world.addUser(`user-${sent}`);
    const { token } = fake.people.slash(channel, user, { server: 'smtp.example.jp' });
    sentAt.set(token, performance.now());
  }
  await fake.waitFor(() => times.length === total, 'all answers', 30_000).catch(() => {});
  stopWatching();
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number) => Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
  return { sent: total, answered: times.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
