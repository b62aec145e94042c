/** The only ports that are ever dialled: relay, implicit TLS, submission, and the usual alternative to submission. */
export const MAIL_PORTS = [25, 465, 587, 2525] as const;
export type MailPort = (typeof MAIL_PORTS)[number];
