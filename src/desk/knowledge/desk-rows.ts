import * as z from 'zod/mini';
import { _default as otherwise } from 'zod/mini';
import { MAIL_PORTS } from '../../knowledge/mail-ports.ts';
import { ENCRYPTIONS, PROVIDER_AUTHS, PROVIDER_USER_NAMES } from '../../knowledge/provider-words.ts';
import type { Line, Provider } from '../../knowledge/schema.ts';
import type { Notice } from '../../conversation/notices.ts';

/** How servers, lines and notices are written in a desk file: shorter than the rows of the knowledge base that they become. */

/** One text where both languages say the same. */
export const names = z.pipe(
  z.union(
    [z.string().check(z.minLength(1)), z.strictObject({ ja: z.string(), en: z.string() })],
    'must be a text, or one text each under ja and en',
  ),
  z.transform((given) => (typeof given === 'string' ? { ja: given, en: given } : given)),
);

export const id = z
  .string()
  .check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, such as osaka-office'));

const hostName = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
      'must be a name in lower case such as smtp.example.jp (not an IP address)',
    ),
  );

/** People write it with a blank as often as with a T. */
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;
const NO_MOMENT = 'must be a time with its zone, such as 2026-12-31T15:00+09:00';
const moment = z.string().check(
  z.regex(MOMENT, NO_MOMENT),
  z.refine((given) => !MOMENT.test(given) || !Number.isNaN(momentOf(given)), NO_MOMENT),
);
const momentOf = (given: string): number => Date.parse(given.replace(' ', 'T'));

const submissionPorts = MAIL_PORTS.filter((port) => port !== 25);

export const server = z.pipe(
  z.strictObject({
    id,
    name: names,
    domains: otherwise(z.array(hostName), []),
    mx: otherwise(z.array(hostName), []),
    otherHosts: otherwise(z.array(hostName), []),
    routes: z
      .array(
        z.strictObject({
          host: hostName,
          port: z.literal(submissionPorts),
          encryption: z.literal(ENCRYPTIONS),
          signIn: otherwise(z.array(z.literal(PROVIDER_AUTHS)), ['password']),
        }),
      )
      .check(z.minLength(1, 'must have at least one entry: how mail is handed in, the recommended way first')),
    userName: otherwise(z.literal(PROVIDER_USER_NAMES), 'unknown'),
  }),
  z.transform((row): Provider => {
    const routes = row.routes.map(({ signIn, ...route }) => ({ ...route, auth: signIn }));
    return {
      id: row.id,
      name: row.name,
      domains: row.domains,
      domainSuffixes: [],
      hosts: [...new Set([...routes.map(({ host }) => host), ...row.otherHosts])],
      hostSuffixes: [],
      mxSuffixes: row.mx,
      routes,
      userName: row.userName,
      traits: [],
      confirmed: true,
      ofTheDesk: true,
      sources: [],
    };
  }),
);

const blocked = otherwise(z.literal(['yes', 'no', 'unknown']), 'unknown');

export const line = z.pipe(
  z.strictObject({
    id,
    name: names,
    kind: otherwise(z.literal(['isp', 'mobile', 'cloud']), 'isp'),
    aliases: otherwise(z.array(z.string()), []),
    blocks: z.strictObject({ '25': blocked, '465': blocked, '587': blocked }),
    lift: z.optional(names),
    relay: z.optional(
      z.strictObject({ host: hostName, port: z.literal(MAIL_PORTS), encryption: z.literal(ENCRYPTIONS) }),
    ),
  }),
  z.transform(({ lift, relay, ...row }) => {
    const aliases = [...new Set([row.name.ja, row.name.en, ...row.aliases])];
    const whole: Line = { ...row, aliases, relay: relay ?? null, since: null, sources: [] };
    return { line: lift ? { ...whole, lift: `desk-${row.id}` } : whole, lifted: lift ?? null };
  }),
);

export const notice = z.pipe(
  z
    .strictObject({
      server: z.optional(hostName),
      domain: z.optional(hostName),
      text: names,
      from: z.optional(moment),
      until: z.optional(moment),
    })
    .check(
      z.refine(
        ({ server: host, domain }) => (host === undefined) !== (domain === undefined),
        'must name server or domain',
      ),
      z.refine(
        ({ from, until }) => from === undefined || until === undefined || momentOf(from) < momentOf(until),
        'must have "from" before "until"',
      ),
    ),
  z.transform(({ server: host, domain, text, from, until }): Notice => ({
    about: host === undefined ? { domain: domain ?? '' } : { server: host },
    text,
    from: from === undefined ? null : momentOf(from),
    until: until === undefined ? null : momentOf(until),
  })),
);
