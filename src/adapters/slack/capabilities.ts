import type { Capabilities } from '../adapter.ts';

/** What Slack can show and do. Pictures: none of the bot's messages holds one yet. */
export const SLACK_CAPABILITIES: Capabilities = {
  edit: true,
  choices: true,
  forms: true,
  threads: true,
  privateAnswers: true,
  pictures: false,
  data: false,
  editEveryMs: 3_000,
  /** `chat.update` is of tier 3, 50 a minute in one workspace (https://docs.slack.dev/apis/web-api/rate-limits); the rest is for buttons. */
  editsPerMinute: 40,
};
