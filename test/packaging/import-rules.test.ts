import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as z from 'zod';

const REFUSED = [
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
] as const;

const ALLOWED = [
  ['src/conversation/ok.ts', '../diagnosis/diagnosis.ts'],
  ['src/diagnosis/ok.ts', '../knowledge/schema.ts'],
  ['src/probe/ok.ts', '../diagnosis/probe-report.ts'],
  ['src/adapters/terminal/ok.ts', '../../conversation/types.ts'],
  ['src/journal/ok.ts', '../conversation/types.ts'],
  ['src/picture/ok.ts', '../message/picture.ts'],
  ['src/picture/ok-dialog.ts', '../knowledge/dialog-schema.ts'],
  ['src/app-ok.ts', './adapters/adapter.ts'],
] as const;

const reportShape = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
});

/** Lints files of which each has one import, all in one run, and gives those that the rule of imports refuses. */
function refusedFiles(files: readonly (readonly [file: string, imported: string])[]): Set<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'op25b-import-rules-'));
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    symlinkSync(join(root, 'tools'), join(folder, 'tools'));
    for (const [file, imported] of files) {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `import { thing } from '${imported}';\nexport const kept = thing;\n`);
    }
    const oxlint = join(root, 'node_modules/.bin/oxlint');
    const { stdout } = spawnSync(oxlint, ['--format=json', 'src'], { cwd: folder, encoding: 'utf8' });
    const report = reportShape.parse(JSON.parse(stdout));
    expect(report.number_of_files).toBe(files.length);
    const refused = report.diagnostics.filter(({ code }) => code?.includes('no-restricted-imports'));
    return new Set(refused.map(({ filename }) => filename));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const refused = refusedFiles([...REFUSED, ...ALLOWED]);

it.each(REFUSED)('refuses in %s an import of %s', (file) => {
  expect(refused).toContain(file);
});

it.each(ALLOWED)('allows in %s an import of %s', (file) => {
  expect(refused).not.toContain(file);
});
