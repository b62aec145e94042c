import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productionOnly } from './production-only.ts';

/**
 * Prints npm's SBOM of what is installed with the bot: `npm run -s sbom cyclonedx`, or `spdx`.
 *
 * `npm sbom --omit=dev` itself (npm 11.19) also leaves out what both the bot and its tests use, `pg` for one. So npm gets
 * a manifest and a lockfile that know of no development.
 */
const ROOT = new URL('../../', import.meta.url);
const [, , format = 'cyclonedx'] = process.argv;

const made = mkdtempSync(join(tmpdir(), 'op25b-sbom-'));
/** npm names what it lists after the folder. */
const folder = join(made, 'op25b');
try {
  mkdirSync(folder);
  for (const file of ['package.json', 'package-lock.json']) {
    const kept = productionOnly(JSON.parse(readFileSync(new URL(file, ROOT), 'utf8')));
    writeFileSync(join(folder, file), JSON.stringify(kept));
  }
  const words = ['sbom', '--package-lock-only', '--sbom-type=application', `--sbom-format=${format}`];
  execFileSync('npm', words, { cwd: folder, stdio: 'inherit' });
} finally {
  rmSync(made, { recursive: true });
}
