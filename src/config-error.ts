/** A missing or malformed setting: one line that names it and how to mend it, whatever the value that it quotes. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  constructor(setting: string, remedy: string) {
    super(`${setting}: ${remedy}`.replace(/[\p{Cc}\u2028\u2029]/gu, ' '));
    this.name = 'ConfigError';
  }
}
