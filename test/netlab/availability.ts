import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the lab needs besides Linux and root, as commands. */
const COMMANDS = ['ip', 'nft', 'postfix', 'saslpasswd2', 'openssl', 'bash', 'curl'];
/** Administrators' commands are not on every PATH. */
const EXTRA_PATHS = ['/usr/sbin', '/sbin'];

export type Availability = { ok: true } | { ok: false; missing: string[] };

/** Whether this machine can hold the lab; `missing` names what it lacks. */
export function netlabAvailable(): Availability {
  if (process.platform !== 'linux') return { ok: false, missing: ['Linux'] };
  if (process.getuid?.() !== 0) return { ok: false, missing: ['root'] };
  const missing = COMMANDS.filter((command) => !isInstalled(command));
  if (missing.length > 0) return { ok: false, missing };
  return mayMakeNamespaces() ? { ok: true } : { ok: false, missing: ['the right to make network namespaces'] };
}

function isInstalled(command: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...EXTRA_PATHS];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Root in a plain container has the commands, but not always the capability. */
function mayMakeNamespaces(): boolean {
  const name = `op25b-try-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return false;
  spawnSync('ip', ['netns', 'delete', name]);
  return true;
}
