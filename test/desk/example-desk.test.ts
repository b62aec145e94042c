import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkDesk } from '../../src/desk/checked-desk.ts';

const example = readFileSync(new URL('../../docs/example-desk.yaml', import.meta.url), 'utf8');

it('the example is a good desk file as it stands', () => {
  expect(checkDesk(example).problems).toEqual([]);
});

it('the example is a good desk file with all its examples taken, and they show every entry', () => {
  const { desk, problems } = checkDesk(example.replaceAll(/^#(?=[a-z]| {2})/gm, ''));
  expect(problems).toEqual([]);
  for (const [entry, value] of Object.entries(desk ?? {})) expect(value, entry).not.toBeNull();
  for (const [entry, rows] of Object.entries(desk?.knowledge ?? {})) expect(Object.keys(rows), entry).not.toEqual([]);
});
