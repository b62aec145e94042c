import { componentIds } from './component-ids.ts';
import type { Fuzzed } from './fuzzed.ts';
import { jsonLines } from './json-lines.ts';
import { pastedText } from './pasted-text.ts';
import { settings } from './settings.ts';
import { smtpReplies } from './smtp-replies.ts';
import { targets } from './targets.ts';
import { localeVariables } from './words.ts';

/** Every parser of what strangers write, and what must hold of it. */
export const FUZZED: readonly Fuzzed[] = [
  ...smtpReplies,
  ...pastedText,
  ...targets,
  ...settings,
  ...jsonLines,
  ...localeVariables,
  ...componentIds,
];
