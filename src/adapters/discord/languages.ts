import type { Language } from '../../message/message.ts';

/** The language that a person's Discord is set to, else that of the guild; null: neither is one of ours. */
export function languageOf(locale: string | null, guildLocale: string | null): Language | null {
  return ours(locale) ?? ours(guildLocale);
}

/** A guild that nobody set up is in American English, which therefore tells nothing about its people. */
export function languageOfGuild(locale: string | null): Language | null {
  return locale === 'ja' ? 'ja' : null;
}

function ours(locale: string | null): Language | null {
  if (locale === null) return null;
  if (locale.startsWith('ja')) return 'ja';
  return locale.startsWith('en') ? 'en' : null;
}
