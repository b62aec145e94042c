import { checkReport } from '../adapters/terminal/check-report.ts';
import { writeLine } from '../adapters/terminal/write-line.ts';
import type { Config } from '../config.ts';
import { createDenyList } from '../desk/deny-list.ts';
import type { MailPort, ProbeReport } from '../diagnosis/probe-report.ts';
import { createProviderDirectory } from '../knowledge/provider-directory.ts';
import { layeredDirectory } from '../knowledge/layered-directory.ts';
import { loadProviders } from '../knowledge/load-providers.ts';
import { CHECK_RESOURCES } from '../message/check-resources.ts';
import type { Language } from '../message/message.ts';
import { dataText } from '../message/text.ts';
import { createTranslator, type Translator } from '../message/translator.ts';
import { TargetError } from '../probe/target-error.ts';
import { proberFor } from '../prober-for.ts';

export type CheckOptions = {
  io: NodeJS.Process;
  server: string;
  language: Language;
  json: boolean;
  ports: MailPort[] | undefined;
};

/** Probes one server and prints the report: exit code 0 with a usable route, 1 without, 2 for a refused target. */
export async function check(config: Config, options: CheckOptions): Promise<number> {
  const { io, server, language, json, ports } = options;
  const translator = createTranslator(CHECK_RESOURCES);
  const own = createProviderDirectory(config.desk.knowledge.servers);
  const providers = layeredDirectory(own, createProviderDirectory(loadProviders()));
  const prober = proberFor(config, { providers, denied: createDenyList(config.desk.deny) });
  try {
    for await (const update of prober.probe(server, ports ? { ports } : {})) {
      if (update.type === 'report') return await print(update.report, translator, options);
    }
    throw new Error('the probe ended without a report');
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const params = Object.entries({ target: server, ...error.args }).map(([name, value]) => [
      name,
      { code: String(value) },
    ]);
    const words = translator.plain(language, dataText(`error:${error.code}`, Object.fromEntries(params)));
    if (json) await writeLine(io.stdout, JSON.stringify({ type: 'error', code: error.code, text: words }));
    else io.stderr.write(`op25b: ${words}\n`);
    return 2;
  }
}

async function print(report: ProbeReport, translator: Translator, options: CheckOptions): Promise<number> {
  const { io, language, json } = options;
  const colours = io.stdout.isTTY === true && !io.env['NO_COLOR'];
  const lines = json ? [JSON.stringify(report)] : checkReport(report, translator, language, colours);
  for (const line of lines) await writeLine(io.stdout, line);
  return report.routes.some((route) => route.usable) ? 0 : 1;
}
