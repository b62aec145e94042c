/** A name as reading compares it: without regard to case, width, blanks, punctuation and long-vowel marks. */
export function squeezed(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]|ー/gu, '');
}
