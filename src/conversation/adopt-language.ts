import type { Reading } from '../diagnosis/reading/reading.ts';
import type { Turn } from './turn.ts';

/**
 * Japanese script tells the language at any time; English letters only in the first text, since a pasted error is English, too.
 *
 * @returns whether the language changed by the person's own wish
 */
export function adoptLanguage(turn: Turn, reading: Reading): boolean {
  const { language, languageFixed, heard } = turn.conversation;
  turn.update({ heard: true });
  if (reading.languageWish) {
    turn.update({ language: reading.languageWish, languageFixed: true });
    return reading.languageWish !== language;
  }
  const sure = reading.language === 'ja' || (reading.language === 'en' && !heard);
  if (sure && reading.language && !languageFixed) turn.update({ language: reading.language });
  return false;
}
