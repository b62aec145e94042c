/** Words in the issuer of certificates that security products put in place of the server's (field reports: probes on mail scans). */
const PRODUCTS: readonly [RegExp, string][] = [
  [/avast/i, 'Avast'],
  [/\bAVG\b/i, 'AVG'],
  [/\bESET\b/i, 'ESET'],
  [/kaspersky/i, 'Kaspersky'],
  [/bitdefender/i, 'Bitdefender'],
  [/norton|symantec.*(?:mail|web).*shield/i, 'Norton'],
  [/mcafee/i, 'McAfee'],
  [/trend ?micro/i, 'Trend Micro'],
  [/sophos/i, 'Sophos'],
  [/fortinet|fortigate/i, 'Fortinet'],
  [/dr\.? ?web/i, 'Dr.Web'],
  [/g ?data/i, 'G DATA'],
];

/** The product that issued the certificate; null when the issuer is none of them. */
export function antivirusIssuer(issuer: string): string | null {
  return PRODUCTS.find(([pattern]) => pattern.test(issuer))?.[1] ?? null;
}
