import * as fc from 'fast-check';
import { LANGUAGES } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { text } from '../../src/message/text.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { saidText } from '../../src/adapters/slack/said-text.ts';
import { fuzzed } from './fuzzed.ts';
import { texts } from './texts.ts';

const translator = createTranslator(RESOURCES);
const SCRAPS = [
  '{{',
  '}}',
  '{{server}}',
  '{{- server}}',
  '{{server, uppercase}}',
  '$t(',
  '$t(conversation:greeting)',
  ')',
  '$t(conversation:secret, {"count": 1})',
  '\ue000',
  '\ue001',
  '\ue000server\ue001',
  '$&',
  '$1',
  '$<name>',
  '__proto__',
  'constructor',
  '<0>',
  '</0>',
  '&lt;',
  '_one',
  'conversation:greeting',
];
const frame = (language: (typeof LANGUAGES)[number]): string[] =>
  translator.plain(language, text('conversation:checking', { server: '\u0001' })).split('\u0001');

/** What people and servers write stays what it is in a sentence: no key, no variable, no mark of the translator's own. */
export const localeVariables = [
  fuzzed(
    'locale-variables-stay-literal',
    fc.record({ value: texts(SCRAPS, 12), language: fc.constantFrom(...LANGUAGES) }),
    ({ value, language }) => {
      const whole = frame(language).join(value);
      const said = text('conversation:checking', { server: value });
      const marked = translator.spans(language, text('conversation:checking', { server: { code: value } }));
      return (
        translator.plain(language, said) === whole &&
        marked.some((span) => span.kind === 'code' && span.value === value)
      );
    },
  ),
  fuzzed(
    'slack-words-are-read',
    texts(['<', '>', '|', '@', '#', '!', '&lt;', '&amp;', '&amp;lt;', 'U1', 'http://a.b', 'mailto:'], 20),
    (value) => {
      const said = saidText(value, 'U1');
      // Who types the markup by hand sends it escaped.
      return said.length <= value.length && (!said.includes('<@U1>') || value.includes('&'));
    },
  ),
];
