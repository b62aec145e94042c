import type { ErrorClass } from '../../knowledge/schema.ts';
import type { QuotedReply } from './reading.ts';

type Meaning = { class: ErrorClass; causes: string[] };

/** Enhanced codes and their subjects (RFC 3463 section 3, RFC 4954 section 6, RFC 5248), longest key first to match. */
const BY_ENHANCED: Readonly<Record<string, Meaning>> = {
  '5.7.8': { class: 'auth-rejected', causes: ['wrong-password', 'app-password-needed'] },
  '5.7.9': { class: 'auth-method', causes: ['app-password-needed', 'auth-mechanism-mismatch'] },
  '5.7.11': { class: 'tls-required', causes: ['encryption-required'] },
  '5.7.13': { class: 'policy', causes: ['account-suspended'] },
  '5.1.7': { class: 'sender', causes: ['sender-mismatch'] },
  '5.1.8': { class: 'sender', causes: ['sender-mismatch', 'account-suspended'] },
  '5.3.4': { class: 'size', causes: ['message-too-large'] },
  '5.2.3': { class: 'size', causes: ['message-too-large'] },
  '5.5.3': { class: 'rate', causes: ['sending-limit'] },
  '4.5.3': { class: 'rate', causes: ['sending-limit'] },
  '5.1': { class: 'recipient', causes: ['recipient-refused'] },
  '5.2': { class: 'recipient', causes: ['recipient-refused'] },
  '4.2': { class: 'recipient', causes: ['recipient-refused'] },
  '5.7': { class: 'policy', causes: ['auth-off', 'recipient-refused', 'server-blocklisted'] },
};

/** Reply codes (RFC 5321 section 4.2.3, RFC 4954 section 6). */
const BY_CODE: Readonly<Record<number, Meaning>> = {
  421: { class: 'temporary', causes: ['server-down', 'ip-banned', 'sending-limit'] },
  452: { class: 'temporary', causes: ['sending-limit'] },
  454: { class: 'temporary', causes: ['starttls-missing'] },
  500: { class: 'tls-missing', causes: ['starttls-missing'] },
  502: { class: 'tls-missing', causes: ['starttls-missing'] },
  504: { class: 'auth-method', causes: ['auth-mechanism-mismatch'] },
  530: { class: 'auth-required', causes: ['auth-off'] },
  534: { class: 'auth-method', causes: ['app-password-needed', 'auth-mechanism-mismatch'] },
  535: { class: 'auth-rejected', causes: ['wrong-password', 'app-password-needed'] },
  538: { class: 'tls-required', causes: ['encryption-required'] },
  550: { class: 'policy', causes: ['auth-off', 'recipient-refused'] },
  551: { class: 'recipient', causes: ['recipient-refused'] },
  552: { class: 'size', causes: ['message-too-large', 'recipient-refused'] },
  553: { class: 'sender', causes: ['sender-mismatch', 'auth-off'] },
  554: { class: 'policy', causes: ['auth-off', 'server-blocklisted'] },
};

/** What a reply with a text that no signature knows tells: by its enhanced code, else by its code, else by its class digit. */
export function meaningOfReply({ code, enhanced }: QuotedReply): Meaning {
  const subject = enhanced?.split('.').slice(0, 2).join('.');
  const known = BY_ENHANCED[enhanced ?? ''] ?? BY_ENHANCED[subject ?? ''] ?? BY_CODE[code];
  if (known) return { class: known.class, causes: [...known.causes] };
  if (code >= 500) return { class: 'policy', causes: [] };
  return { class: code >= 400 ? 'temporary' : 'other', causes: code >= 400 ? ['greylisted'] : [] };
}

/** The usual code of a refusal that was quoted without one. */
export function usualCode(errorClass: ErrorClass): number {
  const entry = Object.entries(BY_CODE).find(([, meaning]) => meaning.class === errorClass);
  if (errorClass === 'temporary' || errorClass === 'rate') return 450;
  return entry ? Number(entry[0]) : 550;
}
