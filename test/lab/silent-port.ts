import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

export type SilentPort = { host: string; port: number; close(): void };

/** More than the queue takes: what is over it stays unanswered. */
const FILLERS = 4;
const SETTLE_MS = 50;

/** The listener stops itself, so that its queue is never emptied. */
const LISTENER = `
const server = require('node:net').createServer();
server.listen({ host: process.argv[1], port: Number(process.argv[2]), backlog: 1 }, () => {
  process.stdout.write(server.address().port + '\\n', () => process.kill(process.pid, 'SIGSTOP'));
});`;

/** Whether this system drops SYNs at a full queue, which is how a silent port is made without root. */
export const SILENT_PORTS_WORK = process.platform === 'linux';

/**
 * A port that answers no SYN, as behind a router that drops packets: a stopped process listens there, and the queue of its
 * listener is full. Linux only.
 */
export async function startSilentPort(host: string, port = 0): Promise<SilentPort> {
  const child = spawn(process.execPath, ['-e', LISTENER, host, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [told] = await once(child.stdout, 'data');
  const listening = Number(String(told));
  const fillers = Array.from({ length: FILLERS }, () => connect(listening, host).on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return {
    host,
    port: listening,
    close() {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
    },
  };
}
