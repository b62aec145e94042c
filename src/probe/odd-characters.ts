import { isUtf8 } from 'node:buffer';

/** What in a line does not belong there: RFC 5321 section 2.3.8 ends lines with CR and LF, section 4.2 has replies in ASCII. */
export type OddCharacters =
  | 'nul'
  | 'not-utf-8'
  | 'control-characters'
  | 'bare-carriage-return'
  | 'bare-line-feed'
  | 'not-ascii';

const CARRIAGE_RETURN = 0x0d;
const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;
const NOT_ASCII = /[\u0080-\u00ff]/u;

/**
 * The worst of what is odd about one line; null where nothing is.
 *
 * @param bytes the line without its line feed
 * @param ended whether that line feed has come
 */
export function oddCharacters(bytes: Buffer, ended = true): OddCharacters | null {
  const hasReturn = bytes.at(-1) === CARRIAGE_RETURN;
  const text = (hasReturn && ended ? bytes.subarray(0, -1) : bytes).toString('latin1');
  if (text.includes('\0')) return 'nul';
  const foreign = NOT_ASCII.test(text);
  if (foreign && ended && !isUtf8(bytes)) return 'not-utf-8';
  if (CONTROL.test(text)) return 'control-characters';
  if (text.includes('\r')) return 'bare-carriage-return';
  if (ended && !hasReturn) return 'bare-line-feed';
  return foreign ? 'not-ascii' : null;
}
