import type { Language } from '../../message/message.ts';
import type { Resources } from '../../message/translator.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';

/** One text of a language: its namespace (a file of locales), the keys down to it, and the words. */
type Entry = { namespace: string; path: string[]; words: string | object };

/** The texts with those of the desk's rows added, and its wording in place of the bot's own. */
export function withDeskWords(base: Resources, desk: DeskKnowledge): Resources {
  const inLanguage = (language: Language): Record<string, object> => {
    const texts = { ...base[language] };
    for (const { namespace, path, words } of [...rowWords(desk, language), ...wordingIn(desk, language)]) {
      texts[namespace] = withText(texts[namespace] ?? {}, path, words);
    }
    return texts;
  };
  return { ja: inLanguage('ja'), en: inLanguage('en') };
}

function rowWords(desk: DeskKnowledge, language: Language): Entry[] {
  return [
    ...desk.causes.map(({ cause, words }) => ({ namespace: 'cause', path: [cause.id], words: words[language] })),
    ...desk.remedies.map(({ remedy, words }) => ({ namespace: 'remedy', path: [remedy.id], words: words[language] })),
    ...desk.clients.map(({ client, words }) => ({ namespace: 'clients', path: [client.id], words: words[language] })),
    ...desk.lines.flatMap(({ line, lifted }) => [
      { namespace: 'question', path: ['line', 'choices', line.id], words: line.name[language] },
      ...(line.lift && lifted ? [{ namespace: 'line', path: ['lift', line.lift], words: lifted[language] }] : []),
    ]),
  ];
}

function wordingIn(desk: DeskKnowledge, language: Language): Entry[] {
  return Object.entries(desk.wording).flatMap(([key, { [language]: words }]) => {
    const [namespace = '', path = ''] = key.split(':');
    return words === undefined ? [] : [{ namespace, path: path.split('.'), words }];
  });
}

function withText(texts: object, [key = '', ...rest]: string[], words: string | object): object {
  if (rest.length === 0) return { ...texts, [key]: words };
  const inner: unknown = Object.hasOwn(texts, key) ? Reflect.get(texts, key) : {};
  return { ...texts, [key]: withText(typeof inner === 'object' && inner ? inner : {}, rest, words) };
}
