/** No code of ours, of a platform, of Node or of PostgreSQL is longer. */
const LONGEST = 64;

/** Words joined by - or _. Not the tokens of Slack, which are made like that, too. */
const code = /^(?!xox|xapp)[A-Za-z0-9]+(?:[-_]+[A-Za-z0-9]+)*$/;

/** Whether a value looks like a code rather than what somebody wrote. */
export function isCode(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && code.test(value);
}
