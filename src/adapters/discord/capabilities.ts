import type { Capabilities } from '../adapter.ts';

/** Discord's edit bucket is about 5 in 5 s a channel, and other messages of the channel share it. */
const EDIT_EVERY_MS = 2_000;

export const DISCORD_CAPABILITIES: Capabilities = {
  edit: true,
  choices: true,
  forms: true,
  threads: true,
  privateAnswers: true,
  pictures: false,
  data: false,
  editEveryMs: EDIT_EVERY_MS,
  editsPerMinute: null,
};
