import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'op25b-import-rules-'));
copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
symlinkSync(join(root, 'tools'), join(folder, 'tools'));
afterAll(() => rmSync(folder, { recursive: true }));

function lint(file: string, source: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), [file], { cwd: folder, encoding: 'utf8' });
  return stdout;
}

it.each([
  ['src/conversation/a.ts', '../probe/prober.ts'],
  ['src/conversation/b.ts', '../adapters/adapter.ts'],
  ['src/conversation/c.ts', 'node:fs'],
  ['src/conversation/d.ts', 'i18next'],
  ['src/diagnosis/a.ts', '../conversation/types.ts'],
  ['src/diagnosis/b.ts', '../message/text.ts'],
  ['src/knowledge/a.ts', '../diagnosis/diagnosis.ts'],
  ['src/message/a.ts', '../conversation/types.ts'],
  ['src/probe/a.ts', '../adapters/adapter.ts'],
  ['src/probe/b.ts', '../knowledge/schema.ts'],
  ['src/probe/c.ts', 'zod/mini'],
  ['src/adapters/terminal/a.ts', '../../probe/prober.ts'],
  ['src/adapters/terminal/b.ts', '../../conversation/engine.ts'],
  ['src/conversation/e.ts', '@slack/bolt'],
  ['src/journal/sqlite/a.ts', '../../conversation/engine.ts'],
  ['src/journal/b.ts', '../adapters/adapter.ts'],
  ['src/journal/c.ts', '../diagnosis/facts.ts'],
  ['src/picture/a.ts', '../conversation/types.ts'],
  ['src/picture/b.ts', '../adapters/adapter.ts'],
  ['src/picture/c.ts', '../knowledge/load-knowledge.ts'],
])('refuses in %s an import of %s', (file, imported) => {
  expect(lint(file, `import { thing } from '${imported}';\nexport const kept = thing;\n`)).toContain(
    'no-restricted-imports',
  );
});

it.each([
  ['src/conversation/ok.ts', '../diagnosis/diagnosis.ts'],
  ['src/diagnosis/ok.ts', '../knowledge/schema.ts'],
  ['src/probe/ok.ts', '../diagnosis/probe-report.ts'],
  ['src/adapters/terminal/ok.ts', '../../conversation/types.ts'],
  ['src/journal/ok.ts', '../conversation/types.ts'],
  ['src/picture/ok.ts', '../message/picture.ts'],
  ['src/picture/ok-dialog.ts', '../knowledge/dialog-schema.ts'],
  ['src/app-ok.ts', './adapters/adapter.ts'],
])('allows in %s an import of %s', (file, imported) => {
  expect(lint(file, `import { thing } from '${imported}';\nexport const kept = thing;\n`)).not.toContain(
    'no-restricted-imports',
  );
});
