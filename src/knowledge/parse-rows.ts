import * as z from 'zod/mini';
import { shapeProblem } from '../shape-problem.ts';

/** A data file that does not have its shape: the message names file, row and field. */
export class KnowledgeError extends Error {
  readonly code = 'knowledge-invalid';
  constructor(file: string, problem: string) {
    super(`src/knowledge/data/${file}: ${problem}`);
    this.name = 'KnowledgeError';
  }
}

/**
 * The rows of a data file, checked against their shape.
 *
 * @throws KnowledgeError
 */
export function parseRows<Row extends z.core.$ZodType>(file: string, row: Row, rows: unknown): z.infer<Row>[] {
  const parsed = z.array(row).safeParse(rows);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue && issue.path.length > 0 ? `row ${issue.path.join('.')}` : 'the file';
  throw new KnowledgeError(file, `${place}: ${issue ? shapeProblem(issue) : 'has the wrong shape'}`);
}
