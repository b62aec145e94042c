import type { Phrases } from '../../knowledge/phrases-schema.ts';

/**
 * The language of a text by its script: Japanese where it holds kana or Han characters, English where it holds Latin words
 * that are not the same in both ("SMTP", "OK"); null when it holds neither. Names must have been blanked out.
 */
export function languageOf(text: string, { neutralWords }: Phrases): 'ja' | 'en' | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return 'ja';
  return /[a-z]{2}/i.test(text.replace(new RegExp(neutralWords, 'giu'), ' ')) ? 'en' : null;
}
