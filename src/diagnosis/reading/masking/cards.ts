import type { Span } from '../span.ts';

/** Digits as they stand on a card or in a form: in one run, or in groups with one separator between them. */
const NUMBER = /(?<![\w.-])\d(?:[ .-]?\d){12,18}(?![ .-]?\d|\w)/g;
/** First digits and lengths of Visa, Mastercard, American Express, Diners Club, Discover, JCB, UnionPay (ISO/IEC 7812). */
const BRAND =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:6011|64[4-9]\d|65\d\d|35(?:2[89]|[3-8]\d))\d{12}|62\d{14,17})$/;

/** Where numbers of payment cards stand: of a known brand, with the right check digit. */
export function cardSpans(text: string): Span[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, '');
    if (!BRAND.test(digits) || !hasCheckDigit(digits)) return [];
    return [{ start: match.index, end: match.index + match[0].length }];
  });
}

/** Luhn's formula (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
