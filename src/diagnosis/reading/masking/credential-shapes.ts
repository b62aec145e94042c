/** Base64 as a client sends it (RFC 4648 section 4). */
const BASE64 = '[A-Za-z0-9+/]{4,2000}={0,2}';
/** What a log prints before a line of the dialogue: a time, who speaks, an arrow. */
const PROMPT = '(?:[^\\n]{0,60}?[>:~\\]] ?)?';

/** Answers of a client that signs in; the group `secret` is what is masked. */
export const SIGN_IN_SHAPES: readonly RegExp[] = [
  // RFC 4954: the initial response after AUTH, over several lines where a window or a log wrapped it.
  new RegExp(
    `\\bAUTH[ \\n](?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|NTLM|DIGEST-MD5|SCRAM-[A-Z0-9-]{1,20})[ \\n](?:[^\\s]{0,12}[>:] ?)?(?<secret>${BASE64}(?:\\n[A-Za-z0-9+/]{4,200}={0,2}(?=\\n|$)){0,30})(?![^\\s"'.,)])`,
    'gid',
  ),
  // RFC 4954: the answer to a 334 challenge, behind it or on the next line.
  new RegExp(`(?<![\\d.])334 (?<secret>${BASE64})(?=\\n|$)(?<!334 (?:VXNlcm5hbWU6|UGFzc3dvcmQ6))`, 'gd'),
  new RegExp(`(?<![\\d.])334(?:[ -][^\\n]{0,400})?\\n${PROMPT}(?<secret>${BASE64})(?=\\n|$)`, 'gd'),
  // RFC 1939, RFC 3501: POP3 and IMAP.
  /(?:^|\n)(?:[^\n]{0,40}[>:] ?)?PASS (?<secret>[!-~]{3,200})(?=\n|$)/dg,
  /(?:^|\n)(?:[^\n]{0,40}[>:] ?)?[A-Z]{1,4}\d{1,6} LOGIN (?:"[^"\n]{1,100}"|[^\s"]{1,100}) (?<secret>"[^"\n]{1,200}"|[^\s"]{1,200})/dgi,
  // RFC 9110 section 11.6.2, RFC 6265.
  /\b(?:Proxy-)?Authorization["']? ?[:=] ?["']?(?:Basic|Bearer|Digest|Token|Bot) (?<secret>[^\n"']{4,2000})/dgi,
  /\bBearer (?<secret>[A-Za-z0-9._~+/-]{12,2000}={0,2})/dgi,
  /\b(?:Set-)?Cookie ?: ?(?<secret>[^\n]{4,2000})/dgi,
];

/** Tokens and keys that are known by their own shape. */
export const TOKEN_SHAPES: readonly RegExp[] = [
  // Slack (docs.slack.dev: tokens), its webhooks; Discord, its webhooks; Telegram.
  /\b(?<secret>(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[A-Za-z0-9-]{6,400})/dg,
  /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[A-Za-z0-9/]{10,200})/dgi,
  /\b(?<secret>[MNO][A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})/dg,
  /\bdiscord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks\/\d{5,20}\/(?<secret>[A-Za-z0-9_-]{20,100})/dgi,
  /(?<!\d)(?<secret>\d{8,10}:AA[A-Za-z0-9_-]{30,40})/dg,
  // GitHub, GitLab, npm, PyPI, Shopify, Hugging Face, DigitalOcean, Stripe's webhooks.
  /\b(?<secret>(?:gh[opsur]_|github_pat_|glpat-|npm_|pypi-|shp(?:at|ca|pa|ss)_|hf_|do[opr]_v1_|whsec_)[A-Za-z0-9_-]{16,250})/dg,
  // AWS, Google.
  /\b(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16})\b/dg,
  /\b(?<secret>AIza[A-Za-z0-9_-]{30,40}|ya29\.[A-Za-z0-9_-]{10,500}|GOCSPX-[A-Za-z0-9_-]{20,40}|1\/\/0[A-Za-z0-9_-]{30,200})/dg,
  // Senders of mail: SendGrid, Mailgun, Brevo, Mailchimp, Twilio.
  /\b(?<secret>SG\.[A-Za-z0-9_-]{10,100}\.[A-Za-z0-9_-]{10,100})/dg,
  /\b(?<secret>key-[0-9a-f]{32}|xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}|[0-9a-f]{32}-us\d{1,2}|SK[0-9a-f]{32})\b/dg,
  // Stripe, OpenAI and others that do as they do.
  /\b(?<secret>(?:sk|rk|pk)[-_](?:live[-_]|test[-_]|ant-|proj-)?[A-Za-z0-9_-]{16,250})/dg,
  // RFC 7519.
  /\b(?<secret>eyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{4,2000}(?:\.[A-Za-z0-9_-]{0,1000})?)/dg,
];

/** Passwords in commands, addresses and files, known by what stands around them. */
export const PLACED_SHAPES: readonly RegExp[] = [
  // RFC 3986 section 3.2.1: user information in a URL. Digits and a slash behind the colon are a port.
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<secret>[^\s/:@?#]{0,100}:(?!\d{1,5}[/?#])[^\s/?#]{1,200})@/dgi,
  // curl, swaks, sshpass, msmtp.
  /(?<![\w-])(?:-u|-U|--(?:proxy-)?user)[ =]["']?[^\s:"']{1,100}:(?<secret>(?<=["'][^"'\n]{1,101})[^"'\n]{1,200}|(?!\d{1,6}(?:\s|$))[^\s"']{1,200})/dg,
  /(?<![\w-])(?:-ap|sshpass -p|--?(?:auth-?|smtp-?)?pass(?:word|wd)?(?:eval)?|-pw)[ =](?<secret>"[^"\n]{1,200}"|'[^'\n]{1,200}'|(?!-)[^\s"']{1,200})/dgi,
  /<(?:[a-z]{1,10}[-_.]?)?(?:password|passwd|pass|pwd|secret|token)>(?<secret>[^<\n]{1,200})</dgi,
];
