/** A missing or malformed setting: one line that names it and how to mend it. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  constructor(setting: string, remedy: string) {
    super(`${setting}: ${remedy}`);
    this.name = 'ConfigError';
  }
}
