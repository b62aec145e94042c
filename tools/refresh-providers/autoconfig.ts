import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';

/** An outgoing server as Mozilla's table writes it. `userName` may hold placeholders such as `%EMAILADDRESS%`. */
export type OutgoingServer = {
  host: string;
  port: number;
  socketType: string;
  authentication: string[];
  userName: string | null;
};

/** What one file of Mozilla's table says of sending. A domain may be a mail domain or the ending of MX names. */
export type Autoconfig = { name: string; domains: string[]; servers: OutgoingServer[] };

/** A file that is not an autoconfig file: the message names the file and what is wrong. */
export class AutoconfigError extends Error {
  readonly code = 'autoconfig-invalid';
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = 'AutoconfigError';
  }
}

const LISTS = new Set(['domain', 'outgoingServer', 'authentication', 'hostname', 'port', 'socketType', 'username']);

const words = z.array(z.string());
const shape = z.object({
  clientConfig: z.object({
    emailProvider: z.object({
      domain: words,
      displayName: z.optional(z.string()),
      outgoingServer: z.optional(
        z.array(
          z.object({
            hostname: words.min(1),
            port: words.min(1),
            socketType: words.min(1),
            authentication: z.optional(words),
            username: z.optional(words),
          }),
        ),
      ),
    }),
  }),
});

/**
 * Reads one file of an ISPDB checkout (format: https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat).
 *
 * @param file its name, for the message of an error
 * @throws AutoconfigError
 */
export function readAutoconfig(file: string, xml: string): Autoconfig {
  const parsed = shape.safeParse(parseXml(file, xml));
  if (!parsed.success) throw new AutoconfigError(file, z.prettifyError(parsed.error));
  const { domain, displayName, outgoingServer = [] } = parsed.data.clientConfig.emailProvider;
  return {
    name: displayName ?? '',
    domains: [...new Set(domain.map((name) => name.toLowerCase()))],
    servers: outgoingServer.map(({ hostname, port, socketType, authentication = [], username = [] }) => ({
      host: first(hostname).toLowerCase(),
      port: Number(first(port)),
      socketType: first(socketType),
      authentication,
      userName: username[0] ?? null,
    })),
  };
}

function parseXml(file: string, xml: string): unknown {
  const parser = new XMLParser({ isArray: (name) => LISTS.has(name), parseTagValue: false });
  try {
    const parsed: unknown = parser.parse(xml, true);
    return parsed;
  } catch (error) {
    throw new AutoconfigError(file, error instanceof Error ? error.message : String(error));
  }
}

function first(values: string[]): string {
  return values[0] ?? '';
}
