export type TargetErrorCode = 'target-invalid' | 'target-refused' | 'port-not-mail';

/**
 * The target cannot be probed. `target-invalid`: it is no host, address or mail address. `target-refused`: it has no public
 * address. `port-not-mail`: its port is none of 25, 465, 587, 2525.
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
