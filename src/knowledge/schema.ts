import * as z from 'zod/mini';
import { MAIL_PORTS } from './mail-ports.ts';
import { ENCRYPTIONS, OWN_SERVER, PROVIDER_AUTHS, PROVIDER_TRAITS, PROVIDER_USER_NAMES } from './provider-words.ts';

/** The shapes of the files under data/. Texts are not here: they live in locales under the ids used here. */

const id = z
  .string()
  .check(z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens or dots'));
const port = z.literal(MAIL_PORTS);
const encryption = z.literal(ENCRYPTIONS);
const bilingual = z.object({ ja: z.string(), en: z.string() });

const hostName = z
  .string()
  .check(z.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'a host name is lower-case, in ASCII, without a trailing dot'));

/** How one may hand in mail at a provider. `auth`: kinds of sign-in, as Mozilla's ISPDB names them, plus `app-password`. */
export const providerRoute = z.strictObject({
  host: z.union([hostName, z.literal(OWN_SERVER)]),
  port,
  encryption,
  auth: z.array(z.literal(PROVIDER_AUTHS)),
});

export const provider = z.strictObject({
  id,
  name: bilingual,
  /** Mail domains (the part after @), as they stand. */
  domains: z.array(hostName),
  /** Mail domains together with all domains below them. */
  domainSuffixes: z.array(hostName),
  /** Names of its outgoing servers, including retired ones that people still have in their settings. */
  hosts: z.array(hostName),
  /** Endings of the servers' names where every customer has an own one (`sv123.xserver.jp`). */
  hostSuffixes: z.array(hostName),
  /** Endings of the MX names of domains hosted there. */
  mxSuffixes: z.array(hostName),
  /** Best first. Never port 25: a row that knew only 25 has no route (a block of port 25 is what people come with). */
  routes: z.array(providerRoute),
  userName: z.literal(PROVIDER_USER_NAMES),
  /** What is special about it: other rows and causes refer to these words. */
  traits: z.array(z.literal(PROVIDER_TRAITS)),
  /** false: only third parties say so; the bot then says "unconfirmed". */
  confirmed: z.boolean(),
  /** true: a server of the desk itself; for its domains it counts before what their SRV records say. */
  ofTheDesk: z.optional(z.boolean()),
  /** Addresses of pages, or the repository and file, that the row rests on. */
  sources: z.array(z.string()),
});

const blocked = z.literal(['yes', 'no', 'unknown']);

/** A line (ISP, mobile carrier) or a cloud that a device or a server sends from. */
export const line = z.strictObject({
  id,
  name: bilingual,
  kind: z.literal(['isp', 'mobile', 'cloud']),
  /** What people call it, in any language; matched without regard to case and width. */
  aliases: z.array(z.string()),
  blocks: z.object({ '25': blocked, '465': blocked, '587': blocked }),
  /** How the block is lifted, or whom it spares. Text: `line:lift.<lift>`; several lines may share one. */
  lift: z.optional(id),
  /** Its own outgoing server, which stays reachable from the line: the relay when a server offers no submission. */
  relay: z.nullable(z.object({ host: z.string(), port, encryption })),
  since: z.nullable(z.string()),
  sources: z.array(z.string()),
});

/** What a step changes in the mail program. */
export const SETTINGS = ['host', 'port', 'encryption', 'auth', 'user-name', 'password'] as const;

/**
 * A mail program. Its words are texts: locales `clients.<id>` with `name`, `steps.<step>`, `notes.<note>`, and
 * `encryption.<none|starttls|tls>` as the program itself names them.
 */
export const client = z.strictObject({
  id,
  /** What people call it. */
  aliases: z.array(z.string()),
  /** Where its connection to the mail server starts: the person's device, the vendor's cloud, or a web server. */
  connectsFrom: z.literal(['device', 'vendor-cloud', 'web-server']),
  kind: z.literal(['mail-program', 'phone', 'webmail', 'server', 'application', 'printer', 'nas']),
  /**
   * Steps in order; a step without `sets` is navigation and always shown, one with `when` only for that encryption.
   * Empty: the steps of the client `other` are shown.
   */
  steps: z.array(
    z.strictObject({
      id,
      sets: z.optional(z.array(z.literal(SETTINGS))),
      when: z.optional(encryption),
    }),
  ),
  /** Warnings shown after the steps: texts `clients.<id>.notes.<id>`. */
  notes: z.array(id),
});

/** Something that is explained on request: text `explanation.<id>`. */
export const topic = z.strictObject({
  id,
  /** What people call it, in any language. */
  aliases: z.array(z.string()),
});

export type Provider = z.infer<typeof provider>;
export type ProviderRoute = z.infer<typeof providerRoute>;
export type Line = z.infer<typeof line>;
export type Client = z.infer<typeof client>;
export type Setting = (typeof SETTINGS)[number];
