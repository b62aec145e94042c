export type TargetErrorCode =
  | 'target-invalid'
  | 'target-refused'
  | 'target-denied'
  | 'target-limited'
  | 'network-limited'
  | 'port-not-mail';

/**
 * The target cannot be probed. `target-invalid`: it is no host, address or mail address. `target-refused`: it has no public
 * address. `target-denied`: the operator leaves it out. `target-limited`: it is probed often just now. `network-limited`: so
 * many of its neighbours are. `port-not-mail`: its port is none of 25, 465, 587, 2525.
 */
export class TargetError extends Error {
  readonly code: TargetErrorCode;
  readonly args: Record<string, string | number>;

  constructor(code: TargetErrorCode, args: Record<string, string | number>) {
    super(`${code}: ${JSON.stringify(args)}`);
    this.name = 'TargetError';
    this.code = code;
    this.args = args;
  }
}
