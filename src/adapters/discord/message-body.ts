import { createHash } from 'node:crypto';
import {
  ComponentType,
  MessageFlags,
  type APIMessageTopLevelComponent,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import { LONGEST_NONCE } from './limits.ts';
import { escape } from './markdown.ts';

export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'flags' | 'components' | 'allowed_mentions' | 'attachments'
>;

/** Every message that is sent or edited: components, and nobody is ever notified by a mention in it. */
export function messageBody(components: APIMessageTopLevelComponent[], options: { quiet?: boolean } = {}): MessageBody {
  const flags = MessageFlags.IsComponentsV2 | (options.quiet === true ? MessageFlags.Ephemeral : 0);
  return { flags, components, allowed_mentions: { parse: [] } };
}

/** A message of these words alone; `markdown` is not escaped. */
export function wordsBody(words: string, options: { quiet?: boolean; markdown?: string } = {}): MessageBody {
  const content = options.markdown === undefined ? escape(words) : `${escape(words)} ${options.markdown}`;
  return messageBody([{ type: ComponentType.TextDisplay, content }], options);
}

/** With `enforce_nonce` a second message with the same key, sent soon after, is the first one again. */
export function nonceOf(key: string, part: number): { nonce: string; enforce_nonce: true } {
  const nonce = createHash('sha256').update(`${key}/${part}`).digest('base64url').slice(0, LONGEST_NONCE);
  return { nonce, enforce_nonce: true };
}
