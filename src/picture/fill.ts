import type { DialogState, DialogWords } from '../knowledge/dialog-schema.ts';
import type { Language, Text } from '../message/message.ts';
import type { DialogSpec } from '../message/picture.ts';
import { dataText, text } from '../message/text.ts';

/** Longer values are cut in the middle: both ends of a server's name tell it apart. */
const LONGEST_VALUE = 64;

/** What programs call the default beside a port (RFC 8314 section 3.3, RFC 6409 section 3.1). */
const TLS_PORT = '465';
const STARTTLS_PORT = '587';

export type Say = (text: Text) => string;

/** A dialog's words and switches with the person's values in them. `isOn` gives null for what is left as it stands. */
export type Filled = { words(source: DialogWords): string; isOn(state: DialogState): boolean | null };

export function fill({ client, values }: DialogSpec, language: Language, say: Say): Filled {
  const plain = (source: DialogWords) => (typeof source === 'string' ? source : source[language]);
  const named: Record<string, string> = {
    host: shortened(values.host ?? say(text('picture:own.host'))),
    port: String(values.port),
    usualPort: values.encryption === 'tls' ? TLS_PORT : STARTTLS_PORT,
    portNow: String(values.portNow ?? ''),
    encryption: say(dataText(`clients:${client}.encryption.${values.encryption}`)),
    user: shortened(values.user ?? say(text('picture:own.user'))),
  };
  return {
    words: (source) => plain(source).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => named[name] ?? whole),
    isOn(state) {
      if (typeof state === 'boolean') return state;
      if (state === 'as-is') return null;
      return state === 'tls' ? values.encryption === 'tls' : values.encryption !== 'none';
    },
  };
}

/** At most LONGEST_VALUE characters, an ellipsis in place of the middle. */
export function shortened(value: string): string {
  const characters = [...value];
  if (characters.length <= LONGEST_VALUE) return value;
  const half = Math.floor((LONGEST_VALUE - 1) / 2);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}
