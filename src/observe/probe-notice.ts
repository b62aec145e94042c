import type { Language } from '../message/message.ts';
import { text } from '../message/text.ts';
import type { Translator } from '../message/translator.ts';
import { send } from './observe-requests.ts';
import type { MountedHandler } from './http-server.ts';

const LANGUAGES: Language[] = ['en', 'ja'];

export type NoticeOf = {
  /** The name that the probe gives in EHLO, which is how people come here. */
  name: string;
  /** Where they can write to. */
  contact: string;
  /** How often a minute one address is probed at the most. */
  perMinute: number;
};

/** Tells whoever runs a mail server, and looks up who connected to it, who that was and how to be left out. */
export function probeNotice(translator: Translator, { name, contact, perMinute }: NoticeOf): MountedHandler {
  return (_request, response) => {
    const body = LANGUAGES.map((language) =>
      [
        text('host:notice.who', { name }),
        text('host:notice.what'),
        text('host:notice.often', { count: perMinute }),
        text('host:notice.opt-out', { contact }),
      ]
        .map((words) => translator.plain(language, words))
        .join('\n'),
    ).join('\n\n');
    send(response, { status: 200, type: 'text/plain; charset=utf-8', body: `${body}\n` });
  };
}
