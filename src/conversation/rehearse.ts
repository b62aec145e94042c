import type { Engine } from './engine.ts';
import type { Conversation } from './types.ts';

/** A pasted report: reading it tries every pattern of the knowledge base. */
const PASTE = `I cannot send mail from smtp.example.jp with Outlook. It came back:
Reporting-MTA: dns; smtp.example.jp
Final-Recipient: rfc822; taro@example.jp
Action: failed
Status: 5.7.1
Diagnostic-Code: smtp; 550 5.7.1 <taro@example.jp>: Relay access denied (in reply to RCPT TO command)`;

/**
 * Reads an error twice for nobody: the first reading in a process compiles some hundred patterns, the second makes machine
 * code of them (V8's tier-up), which takes about 0.2 s together. Before anybody waits it does not add to their first answer.
 *
 * @returns the conversation as it is then; nothing of it is to be carried out
 */
export function rehearse(engine: Engine): Conversation {
  const said = { type: 'said', text: PASTE } as const;
  return engine.step(engine.step(engine.begin('rehearsal', 'en'), said).conversation, said).conversation;
}
