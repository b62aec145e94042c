import type { HomeView, KnownBlock } from '@slack/types';
import type { HeldCase } from '../adapter.ts';
import { LANGUAGES, type Language, type Text } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { writeComponent } from './component-id.ts';
import { buttonOf } from './controls.ts';
import { deskFigures } from './desk-figures.ts';
import { harmless } from './harmless.ts';
import { MOST_HEADER } from './limits.ts';
import { richTextBlocks } from './rich-text.ts';
import { cut } from './width.ts';

/** How each language calls itself. */
const ownName = (language: Language) => new Intl.DisplayNames([language], { type: 'language' }).of(language);

type Given = {
  language: Language;
  translator: Translator;
  cases: HeldCase[];
  /** For members of the desk; null for everybody else. */
  figures: Map<string, number> | null;
};

/** The App Home: start, form, language, own recent cases, and the desk's figures for its members. */
export function homeView({ language, translator, cases, figures: counted }: Given): HomeView {
  const figures = counted && deskFigures(counted, (id) => translator.has(language, `cause:${id}.name`));
  const header = (words: Text): KnownBlock => ({
    type: 'header',
    text: { type: 'plain_text', text: cut(translator.plain(language, words), MOST_HEADER), emoji: false },
  });
  const paragraph = (words: Text): KnownBlock[] =>
    richTextBlocks({ kind: 'paragraph', spans: translator.spans(language, words) }).map(({ block }) => block);
  const button = (words: Text, kind: 'start' | 'form') =>
    buttonOf(translator.plain(language, words), writeComponent({ kind, language }));

  const list = (items: Text[]): KnownBlock[] =>
    richTextBlocks({ kind: 'list', items: items.map((words) => translator.spans(language, words)) }).map(
      ({ block }) => block,
    );
  const listed = list(cases.map((held) => caseText(held, translator, language)));
  return {
    type: 'home',
    blocks: [
      header(text('slack:home.title')),
      ...paragraph(text('slack:home.intro')),
      {
        type: 'actions',
        elements: [
          { ...button(text('slack:home.start'), 'start'), style: 'primary' },
          button(text('slack:home.form'), 'form'),
        ],
      },
      header(text('slack:home.cases')),
      ...(listed.length > 0 ? listed : paragraph(text('slack:home.no-cases'))),
      header(text('slack:home.language')),
      {
        type: 'actions',
        elements: LANGUAGES.map((spoken) =>
          buttonOf(ownName(spoken) ?? spoken, writeComponent({ kind: 'speak', language: spoken })),
        ),
      },
      ...(figures ? [{ type: 'divider' as const }, ...paragraph(figures.line), ...list(figures.causes)] : []),
    ],
  };
}

function caseText(held: HeldCase, translator: Translator, language: Language): Text {
  const state = held.resolved ? 'resolved' : held.status;
  const about = aboutOf(held, translator, language);
  const reference = { code: held.conversation };
  return text('slack:home.case', { reference, state: text(`slack:home.state.${state}`), about });
}

function aboutOf({ server, cause }: HeldCase, translator: Translator, language: Language): Text | string {
  const key = `cause:${cause}.name` as const;
  const named = cause !== null && translator.has(language, key) ? dataText(key) : null;
  if (server === null) return named ?? '';
  return named === null ? harmless(server) : text('slack:home.about', { server: { code: server }, cause: named });
}
