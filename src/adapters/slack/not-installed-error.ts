/** The app is not installed there, or no more. */
export class NotInstalledError extends Error {
  readonly code = 'not-installed';
  constructor(team: string) {
    super(`the app is not installed in ${team}; somebody there has to open /slack/install`);
    this.name = 'NotInstalledError';
  }
}
