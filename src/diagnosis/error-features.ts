import type { Features } from './condition.ts';
import type { Facts } from './facts.ts';
import type { ProbeReport } from './probe-report.ts';

/** Answers to "which error do you see" that are no error text. */
const WITHOUT_TEXT = ['none', 'outbox'];

/** IPv4 and IPv6 addresses as servers quote them, mostly in brackets. */
const ADDRESSES = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|(?<=\[(?:IPv6:)?)[0-9a-f:]{2,39}(?=\])/giu;

/**
 * What the error that the person pasted tells; `error-bounce`: the mail had been taken, and came back. `error-points` is the cause that its text names before all others;
 * `reply-address` whether an address that a reply complains of is the mail server's own or another one.
 */
export function errorFeatures({ error, answers }: Facts, report: ProbeReport | null): Features {
  if (!error)
    return answers.error !== undefined && WITHOUT_TEXT.includes(answers.error) ? { error: answers.error } : {};
  const features: Features = { error: error.class, 'error-reply': error.reply ? 'yes' : 'no' };
  const [pointed] = error.causes;
  if (pointed !== undefined) features['error-points'] = pointed;
  if (error.relayed) features['error-bounce'] = 'yes';
  const quoted = error.reply ? (`${error.reply.text} ${error.excerpt}`.match(ADDRESSES) ?? []) : [];
  const own = report?.dns.addresses ?? [];
  if (quoted.length > 0 && own.length > 0) {
    features['reply-address'] = quoted.some((address) => own.includes(address.toLowerCase())) ? 'own' : 'other';
  }
  return features;
}
