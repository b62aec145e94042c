import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import linesJson from '../../src/knowledge/data/lines.json' with { type: 'json' };
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { KnowledgeError, parseRows } from '../../src/knowledge/parse-rows.ts';
import { line } from '../../src/knowledge/schema.ts';

const DATA = new URL('../../src/knowledge/data/', import.meta.url);

function rowsIn(file: string): number {
  const rows: unknown = JSON.parse(readFileSync(new URL(file, DATA), 'utf8'));
  return Array.isArray(rows) ? rows.length : -1;
}

function problemOf(rows: unknown): Error {
  try {
    parseRows('lines.json', line, rows);
  } catch (error) {
    if (error instanceof KnowledgeError) return error;
    throw error;
  }
  throw new Error('the rows were taken');
}

describe('the knowledge base', () => {
  const { engine, providers } = loadKnowledge();

  it.each([
    ['causes.json', engine.diagnosis.causes],
    ['features.json', engine.diagnosis.features],
    ['findings.json', engine.diagnosis.findings],
    ['questions.json', engine.diagnosis.questions],
    ['remedies.json', engine.diagnosis.remedies],
    ['lines.json', engine.diagnosis.lines],
    ['topics.json', engine.reading.topics],
    ['error-signatures.json', engine.reading.signatures],
  ])('has every row of %s', (file, rows) => {
    expect(rows.length).toBe(rowsIn(file));
    expect(rows.length).toBeGreaterThan(0);
  });

  it('has every mail program of its folder', () => {
    const files = readdirSync(new URL('clients/', DATA)).map((file) => file.replace(/\.json$/, ''));
    expect(engine.diagnosis.clients.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it('gives the probe and the diagnosis the same providers', () => {
    expect(providers.byHost('smtp.gmail.com')).toBe(engine.diagnosis.providers.byDomain('gmail.com'));
    expect(providers.byMx('aspmx.l.google.com')?.id).toBe('gmail');
  });
});

describe('a broken row', () => {
  it('is told by file, row and field', () => {
    const rows = linesJson.map((row, index) => (index === 3 ? { ...row, kind: 'railway' } : row));
    expect(problemOf(rows)).toMatchObject({
      code: 'knowledge-invalid',
      message: expect.stringMatching(/data\/lines\.json: row 3\.kind: must be one of isp, mobile, cloud$/),
    });
  });

  it('is one with a field that nobody reads, too', () => {
    expect(problemOf([{ ...linesJson[0], block: {} }]).message).toMatch(
      /lines\.json: row 0: has unknown fields \(block\)$/,
    );
  });

  it('is a file that holds no list, too', () => {
    expect(problemOf({ rows: linesJson }).message).toMatch(/lines\.json: the file: must be of type array$/);
  });
});
