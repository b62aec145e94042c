/**
 * Words in the issuer of the certificates that security software puts in place of the server's own, and the product each tells.
 * Seen in threads such as PHPMailer #776 and nodemailer #330 (mail shields), or documented by the vendor as the name of its root.
 */
const PRODUCTS: [word: string, product: string][] = [
  ['avast', 'Avast'],
  ['avg web/mail', 'AVG'],
  ['avg technologies', 'AVG'],
  ['avira', 'Avira'],
  ['eset ssl filter', 'ESET'],
  ['eset, spol', 'ESET'],
  ['kaspersky', 'Kaspersky'],
  ['bitdefender', 'Bitdefender'],
  ['norton', 'Norton'],
  ['symantec web/mail', 'Norton'],
  ['mcafee', 'McAfee'],
  ['trend micro', 'Trend Micro'],
  ['virus buster', 'Trend Micro'],
  ['dr.web', 'Dr.Web'],
  ['g data mail', 'G DATA'],
  ['bullguard', 'BullGuard'],
  ['f-secure', 'F-Secure'],
  ['sophos', 'Sophos'],
  ['fortinet', 'Fortinet'],
  ['fortigate', 'Fortinet'],
  ['zscaler', 'Zscaler'],
  ['adguard', 'AdGuard'],
  ['quick heal', 'Quick Heal'],
  ['panda security', 'Panda'],
];

/** The security software whose certificate this is; null for any other issuer. */
export function antivirusProduct(issuer: string): string | null {
  const words = issuer.toLowerCase();
  return PRODUCTS.find(([word]) => words.includes(word))?.[1] ?? null;
}
