import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DockerfileParser } from 'dockerfile-ast';
import type { Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { packagesImportedFrom } from './imported-packages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
const dockerfile = DockerfileParser.parse(text);

const named = (keyword: string): Instruction[] =>
  dockerfile.getInstructions().filter((each) => each.getKeyword() === keyword);
const words = (each: Instruction): string[] => each.getArguments().map((argument) => argument.getValue());
/** The words of an instruction in its JSON form, for example of CMD. */
const jsonWords = (each: Instruction | undefined): string[] =>
  z.array(z.string()).parse(JSON.parse(/\[.*\]/s.exec(each?.getRawArgumentsContent() ?? '')?.[0] ?? ''));
const copied = named('COPY').flatMap((each) => words(each).slice(0, -1));

describe('the Dockerfile', () => {
  test('is one that the builder accepts', () => {
    expect(validate(text)).toEqual([]);
  });

  test('starts from one exact version of Node, the one that the tests run on', () => {
    expect(dockerfile.getFROMs().map((from) => from.getImage())).toEqual([
      `node:${process.versions.node}-bookworm-slim`,
    ]);
  });

  test('copies only what is there, and lets it through .dockerignore', () => {
    const letThrough = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    for (const source of copied.map((path) => path.replace(/^\.\//, ''))) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(letThrough).toContain(`!${source}`);
    }
  });

  test('does not run as root', () => {
    expect(words(named('USER').at(-1) ?? expect.fail('no USER'))).toEqual(['node']);
  });

  test('starts a file that it copied, and asks the port that it opens for its health', () => {
    const command = jsonWords(named('CMD').at(-1));
    expect(command[0]).toBe('node');
    const script = command[1] ?? '';
    expect(copied.some((source) => script.startsWith(`${source.replace(/^\.\//, '')}/`))).toBe(true);
    expect(existsSync(join(ROOT, script)), script).toBe(true);

    const port = /OP25B_HTTP=\S+:(\d+)/.exec(text)?.[1];
    expect(port).toMatch(/^\d+$/);
    expect(jsonWords(dockerfile.getHEALTHCHECKs()[0]).join(' ')).toContain(`http://127.0.0.1:${port}/healthz`);
  });

  test('installs, as production dependencies, every package that the program imports', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
    const imported = packagesImportedFrom(join(ROOT, 'src/main.ts'));
    expect(imported.length).toBeGreaterThan(0);
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(imported));
  });
});
