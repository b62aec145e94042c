import type { AdapterHealth, Capabilities } from '../adapter.ts';

const PLAIN: Capabilities = {
  edit: true,
  choices: true,
  forms: false,
  threads: false,
  privateAnswers: false,
  pictures: false,
  data: false,
  editEveryMs: 0,
  editsPerMinute: null,
};

export const TERMINAL_CAPABILITIES = {
  terminal: PLAIN,
  'json-lines': { ...PLAIN, pictures: true, data: true },
} satisfies Record<string, Capabilities>;

/** Two streams of this process need no connection. */
export const ALWAYS_THERE: AdapterHealth = { state: 'connected', lastHeard: null, problem: null };
