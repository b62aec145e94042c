import { LANGUAGES } from '../../message/message.ts';
import type { Resources } from '../../message/translator.ts';
import type { Mistake } from './desk-check.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';

/** Words may replace those of an existing key only, and must hold the same variables, each as often as they like. */
export function wordingMistakes(wording: DeskKnowledge['wording'], resources: Resources): Mistake[] {
  return Object.entries(wording).flatMap(([key, words]) =>
    LANGUAGES.flatMap((language): Mistake[] => {
      const given = words[language];
      if (given === undefined) return [];
      const own = textAt(resources[language], key);
      if (own === null) {
        const remedy =
          'is no text of the bot; the keys are those of the files in locales, such as conversation:greeting';
        return language === 'en' && words.ja !== undefined ? [] : [{ path: ['wording', key], remedy }];
      }
      const remedy = variableMistake(given, variablesIn(own), variablesIn(own));
      return remedy === null ? [] : [{ path: ['wording', key, language], remedy }];
    }),
  );
}

/**
 * What is wrong with the variables of a text; null: nothing.
 *
 * @param known names that may stand in it
 * @param needed names that must
 */
export function variableMistake(words: string, known: readonly string[], needed: readonly string[]): string | null {
  const named = variablesIn(words);
  const strange = named.find((name) => !known.includes(name));
  if (strange !== undefined) {
    const others = known.length > 0 ? `it may hold ${known.map(braced).join(', ')}` : 'this text has none';
    return `holds ${braced(strange)}, which nobody fills in; ${others}`;
  }
  const missing = needed.find((name) => !named.includes(name));
  if (missing !== undefined) return `must hold ${braced(missing)}`;
  return words.replaceAll(VARIABLE, '').includes('{{') ? 'holds {{ without a name and }} after it' : null;
}

const VARIABLE = /\{\{(\w+)\}\}/g;

function variablesIn(words: string): string[] {
  return [...new Set([...words.matchAll(VARIABLE)].map(([, name = '']) => name))];
}

function braced(name: string): string {
  return `{{${name}}}`;
}

function textAt(texts: Record<string, object>, key: string): string | null {
  const [namespace = '', path, ...more] = key.split(':');
  if (path === undefined || more.length > 0) return null;
  const found = [namespace, ...path.split('.')].reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner && Object.hasOwn(inner, step) ? Reflect.get(inner, step) : null,
    texts,
  );
  return typeof found === 'string' ? found : null;
}
