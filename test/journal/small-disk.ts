import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  /** A folder on it. */
  folder: string;
  /** Makes the folder a system user's own. */
  giveTo(user: string): void;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives the space free again. */
  free(): void;
  unmount(): void;
};

/**
 * Mounts a disk of a few megabytes in memory. Only root may: for others it gives null, unless CI=true, where no test may be
 * skipped.
 */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const place = mkdtempSync(join(tmpdir(), 'op25b-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'op25b-test', place]);
  if (mounted.status !== 0) {
    rmSync(place, { recursive: true });
    if (process.env['CI'] === 'true') throw new Error(`no small disk, which CI=true needs: ${mounted.stderr}`);
    return null;
  }
  const folder = join(place, 'data');
  mkdirSync(folder);
  const ballast = join(place, 'ballast');
  return {
    folder,
    giveTo: (user) => void spawnSync('chown', [user, folder]),
    fill() {
      const file = openSync(ballast, 'a');
      for (const size of [65_536, 4_096]) while (writes(file, size));
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    unmount() {
      spawnSync('umount', [place]);
      rmSync(place, { recursive: true });
    },
  };
}

function writes(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size, 1)) === size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
