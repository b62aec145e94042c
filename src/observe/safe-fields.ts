import { isCode } from './code-shape.ts';
import { loggableError } from './loggable-error.ts';
import type { LogFields } from './log.ts';

/** Stands where a value was that did not look like what its field holds. */
export const WITHHELD = '[withheld]';

/** Far beyond any workspace or version. */
const LONGEST = 64;

/** As `caseId` makes them. */
const reference = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
const workspace = /^[a-z]+:[A-Za-z0-9]+$/;
const mark = /^[0-9a-f]{16}$/;
const version = /^\d+\.\d+\.\d+$/;

type Shape = (value: unknown) => boolean;

const SHAPES: Record<Exclude<keyof LogFields, 'error'>, Shape> = {
  case: like(reference),
  platform: isCode,
  workspace: like(workspace),
  event: isCode,
  effect: isCode,
  result: isCode,
  task: isCode,
  code: (value) => isCode(value) || isNumber(value),
  cause: isCode,
  remedy: isCode,
  question: isCode,
  limit: isCode,
  state: isCode,
  signal: isCode,
  version: like(version),
  sequence: isNumber,
  attempt: isNumber,
  shard: isNumber,
  port: isNumber,
  count: isNumber,
  ms: isNumber,
  act: isCode,
  who: like(mark),
  from: isCode,
  to: isCode,
};

const SHAPE_OF = new Map<string, Shape>(Object.entries(SHAPES));

/**
 * The fields as they may be written. The types hold back most of what must not be; this holds back what arrives all the
 * same: a field that is not known is left out, a value of another shape withheld.
 */
export function safeFields(fields: LogFields): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const fits = SHAPE_OF.get(field);
    if (value === undefined) continue;
    if (field === 'error') safe[field] = loggableError(value);
    else if (fits) safe[field] = fits(value) ? value : WITHHELD;
  }
  return safe;
}

/** The line's name, unless something was woven into it. */
export function safeName(given: string): string {
  return isCode(given) ? given : WITHHELD;
}

function like(pattern: RegExp): Shape {
  return (value) => typeof value === 'string' && value.length <= LONGEST && pattern.test(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
