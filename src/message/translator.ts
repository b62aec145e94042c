import { createInstance, type i18n } from 'i18next';
import type { Block, Document, Span, Spans } from './document.ts';
import { plainText } from './document.ts';
import type { Language, Message, MessageBlock, Param, Text } from './message.ts';

/** A text that a language lacks, or a variable that nobody gave: a fault of the program, found by the tests. */
export class TextError extends Error {
  readonly code: 'text-missing' | 'variable-missing';
  readonly key: string;
  constructor(code: 'text-missing' | 'variable-missing', key: string, language: Language) {
    super(`${code}: "${key}" in locales/${language}. Add it there (npm test lists all).`);
    this.name = 'TextError';
    this.code = code;
    this.key = key;
  }
}

export type Translator = {
  /** Words of one text, parameters kept apart so that an adapter can escape them. Throws TextError. */
  spans(language: Language, text: Text): Spans;
  /** Words of one text without marks. Throws TextError. */
  plain(language: Language, text: Text): string;
  /** A whole message in one language. Throws TextError. */
  document(language: Language, message: Message): Document;
  has(language: Language, key: string): boolean;
};

/** Marks the place of a parameter in a translated sentence; private-use characters, which no text of ours holds. */
const PLACE = /\u{E000}(\w+)\u{E001}/u;

/** Texts by language and namespace (a file of locales each). */
export type Resources = Record<Language, Record<string, object>>;

export function createTranslator(resources: Resources): Translator {
  const instance = createI18n(resources);
  const fixed = { ja: instance.getFixedT('ja'), en: instance.getFixedT('en') };

  function sentence(language: Language, key: string, names: string[]): string {
    if (!instance.exists(key, { lng: language })) throw new TextError('text-missing', key, language);
    const places = Object.fromEntries(names.map((name) => [name, `\u{E000}${name}\u{E001}`]));
    const translated = fixed[language](key, places);
    if (translated.includes('{{')) throw new TextError('variable-missing', key, language);
    return translated;
  }

  function spans(language: Language, text: Text): Spans {
    const params = text.params ?? {};
    const parts = sentence(language, text.key, Object.keys(params)).split(PLACE);
    return parts.flatMap((part, index): Spans => {
      if (index % 2 === 0) return part === '' ? [] : [{ kind: 'plain', value: part }];
      const param = params[part];
      return param === undefined ? [] : paramSpans(language, param);
    });
  }

  function paramSpans(language: Language, param: Param): Spans {
    if (typeof param === 'object') {
      if ('key' in param) return spans(language, param);
      if ('names' in param) return [{ kind: 'plain', value: param.names[language] }];
      if ('person' in param) return [{ kind: 'person', value: param.person }];
      const span: Span = 'code' in param ? { kind: 'code', value: param.code } : { kind: 'link', value: param.link };
      return [span];
    }
    return [{ kind: 'plain', value: String(param) }];
  }

  function block(language: Language, source: MessageBlock): Block {
    switch (source.kind) {
      case 'heading':
      case 'paragraph':
        return { kind: source.kind, spans: spans(language, source.text) };
      case 'list':
      case 'steps':
        return { kind: source.kind, items: source.items.map((item) => spans(language, item)) };
      case 'progress':
        return {
          kind: 'progress',
          items: source.items.map((item) => ({ state: item.state, spans: spans(language, item.text) })),
        };
      case 'code':
        return { kind: 'code', label: spans(language, source.label), value: source.value };
      case 'picture':
        return { kind: 'picture', picture: source.picture, alt: plainText(spans(language, source.alt)), png: null };
    }
  }

  const plain = (language: Language, text: Text) => plainText(spans(language, text));
  return {
    spans,
    plain,
    has: (language, key) => instance.exists(key, { lng: language }),
    document: (language, message) => ({
      blocks: message.blocks.map((source) => block(language, source)),
      ...(message.question && {
        question: {
          id: message.question.id,
          freeText: message.question.freeText,
          choices: message.question.choices.map(({ id, label }) => ({ id, label: plain(language, label) })),
        },
      }),
      ...(message.actions && {
        actions: message.actions.map(({ id, label }) => ({ id, label: plain(language, label) })),
      }),
    }),
  };
}

/** No fallback language: a text that one language lacks must show in the tests, never as the other language. */
function createI18n(resources: Resources): i18n {
  const instance = createInstance();
  void instance.init({
    lng: 'ja',
    fallbackLng: false,
    supportedLngs: ['ja', 'en'],
    initAsync: false,
    ns: Object.keys(resources.en),
    defaultNS: 'conversation',
    resources,
    interpolation: { escapeValue: false },
  });
  return instance;
}
