import type { BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { Language } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import { fallbackText } from './harmless.ts';
import type { Actor, Intake } from './intake.ts';
import { richTextBlocks } from './rich-text.ts';

type Chosen = {
  intake: Intake;
  actor: Actor;
  action: BlockElementAction;
  body: BlockAction;
  respond: RespondFn;
  language: Language;
};

/** Puts the choice in place of the buttons, by the press's own address: that costs none of the edits of the workspace. */
export async function showChosen({ intake, actor, action, body, respond, language }: Chosen): Promise<void> {
  const { translator, log } = intake;
  const words = text('slack:chosen', { person: { person: actor.user }, choice: labelOf(action) });
  const chosen = richTextBlocks({ kind: 'paragraph', spans: translator.spans(language, words) });
  const kept: KnownBlock[] = blocksOf(body).filter(({ type }) => type !== 'actions');
  const blocks = [...kept, ...chosen.map(({ block }) => block)];
  const told = fallbackText(`${body.message?.text ?? ''}\n${translator.plain(language, words)}`);
  try {
    await respond({ replace_original: true, text: told, blocks });
  } catch (error) {
    log.info({ error }, 'slack-choice-not-shown');
  }
}

/** The message as Slack sent it along. */
function blocksOf({ message }: BlockAction): KnownBlock[] {
  return message?.['blocks'] ?? [];
}

function labelOf(action: BlockElementAction): string {
  if ('selected_option' in action && action.selected_option && 'text' in action.selected_option) {
    return action.selected_option.text.text;
  }
  return 'text' in action ? action.text.text : '';
}
