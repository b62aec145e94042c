import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bringUpHome } from './network.ts';
import { untilReady } from './start-process.ts';
import type { Place } from './topology.ts';

/**
 * Lays the home's link as two tun devices joined by a relay that holds every packet for half the round trip: handshake,
 * Nagle and delayed ACKs then behave as on a long line, also on kernels without netem. Needs python3 (Node has no ioctl).
 */
export async function layDelayedHomeLink(places: Record<Place, string>, roundTripMs: number): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('delay-relay.py', import.meta.url));
  const ends = [places.user, 'eth0', places.isp, 'lan0'];
  const relay = spawn('python3', [script, String(roundTripMs / 2), ...ends], { stdio: 'pipe' });
  await untilReady(relay);
  bringUpHome(places);
  return relay;
}
