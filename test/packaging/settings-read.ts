import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** How the program's own settings are named; OTEL_* and NODE_* are others'. */
const SETTING = /'(?<name>(?:OP25B|SLACK|DISCORD)_[A-Z0-9_]+|DATABASE_URL|LOG_LEVEL)'/g;

/** Names of the environment variables that src/config reads, sorted. */
export function settingsRead(): string[] {
  const files = ['config.ts', ...globSync('config/*.ts', { cwd: SRC })];
  const names = files.flatMap((file) =>
    [...readFileSync(join(SRC, file), 'utf8').matchAll(SETTING)].map(({ groups }) => groups?.['name'] ?? ''),
  );
  return [...new Set(names)].toSorted();
}
