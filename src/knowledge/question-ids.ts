/** Every question that the bot may put; adapters and tests rely on these names. */
export const QUESTION_IDS = [
  'server',
  'client',
  'port',
  'encryption',
  'auth',
  'error',
  'receive',
  'scope',
  'others',
  'change',
  'other-network',
  'line',
  'self-check',
  'worked',
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];
