import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LEASE_MS } from '../../src/journal/limits.ts';
import { openStore, type Place } from './open-store.ts';
import { runProgram } from './run-program.ts';

type Shown = { shown: string; sequence: number; type: string; repeat: boolean; blocks: unknown };

/** Cases are begun one after the other, and an undisturbed one passes the crash points this often. */
const POINTS_PER_CASE = 37;

/**
 * Runs a victim `kills` times on one store and kills it each time at another place, holding the states against going
 * backwards; then lets it finish. Gives what the platform showed of each case, in order, without marked repeats.
 */
export async function transcripts(place: Place, folder: string, kills: number): Promise<Map<string, unknown[]>> {
  const platform = join(folder, `platform-${place.store}-${kills}`);
  const noted = new Map<string, number>();
  let clockAhead = 0;
  // More than can be reached by lives of half a case each.
  const cases = Math.max(1, Math.ceil(kills * 0.6));
  for (let kill = 1; kill <= kills; kill++) {
    // Steps of 1 to POINTS_PER_CASE, in an order in which short and long lives alternate.
    const dieAt = ((kill * 13) % POINTS_PER_CASE) + 1;
    const { signal, errors } = await runProgram('victim.ts', { ...place, platform, cases, dieAt, clockAhead }).ended;
    if (signal !== 'SIGKILL') throw new Error(`the victim of kill ${kill} lived: ${errors}`);
    // The next one need not wait for the leases of the one that died.
    clockAhead += LEASE_MS;
    if (kill % 10 === 0) await expectForward(place, noted, cases);
  }
  const last = await runProgram('victim.ts', { ...place, platform, cases, dieAt: null, clockAhead }).ended;
  expect(last).toMatchObject({ code: 0, signal: null });
  await expectForward(place, noted, cases);
  return withoutRepeats(platform);
}

async function expectForward(place: Place, noted: Map<string, number>, cases: number): Promise<void> {
  const journal = await openStore({ ...place, role: 'visit' }, Date.now);
  for (let number = 1; number <= cases; number++) {
    const id = `case-${number}`;
    const now = (await journal.load(id))?.messages ?? 0;
    expect(now).toBeGreaterThanOrEqual(noted.get(id) ?? 0);
    noted.set(id, now);
  }
  await journal.check();
  await journal.close();
}

function withoutRepeats(platform: string): Map<string, unknown[]> {
  const transcript = new Map<string, unknown[]>();
  const seen = new Set<string>();
  for (const line of readFileSync(platform, 'utf8').trimEnd().split('\n')) {
    const entry: Shown | { acknowledged: string } = JSON.parse(line);
    if (!('shown' in entry)) continue;
    const { shown, sequence, type, repeat, blocks } = entry;
    const key = `${shown}:${sequence}`;
    if (seen.has(key)) {
      expect({ key, repeat }).toEqual({ key, repeat: true });
      continue;
    }
    seen.add(key);
    transcript.set(shown, [...(transcript.get(shown) ?? []), { sequence, type, blocks }]);
  }
  return transcript;
}
