import type { RemedyVariant } from '../knowledge/diagnosis-schema.ts';
import type { Client, Provider, Setting } from '../knowledge/schema.ts';
import { holds, type Features } from './condition.ts';
import type { DiagnosisKnowledge } from './diagnosis-knowledge.ts';
import { providerOf, settingsPort } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { MailPort, ProbeReport } from './probe-report.ts';

export type Encryption = 'none' | 'starttls' | 'tls';

/** What the mail program is to be set to. */
export type MailRoute = { host: string | null; port: MailPort; encryption: Encryption };

/** A step as a key of locales: `remedy:…` or `clients:…`. */
export type RemedyStep = { key: string };

export type Remedy = {
  id: string;
  cause: string;
  /** Id of the mail program whose steps are shown; `other` when it is not known. */
  client: string;
  route: MailRoute | null;
  /** What of the route changes in the mail program. */
  settings: Setting[];
  before: RemedyStep[];
  clientSteps: RemedyStep[];
  after: RemedyStep[];
  /** Warnings that belong to the mail program. */
  notes: RemedyStep[];
};

/** What most servers offer, best first, for a person whose server could not be probed (RFC 6409, RFC 8314). */
const USUAL_ROUTES = [
  { port: 587, encryption: 'starttls' },
  { port: 465, encryption: 'tls' },
] as const;

/**
 * The remedy of a cause, for this person's mail program and with the values that the probe proved.
 *
 * @returns null when the knowledge base has no such cause
 */
export function chooseRemedy(
  causeId: string,
  features: Features,
  facts: Facts,
  report: ProbeReport | null,
  knowledge: DiagnosisKnowledge,
): Remedy | null {
  const cause = knowledge.causes.find((candidate) => candidate.id === causeId);
  const row = knowledge.remedies.find((candidate) => candidate.id === cause?.remedy);
  const variant = row?.variants.find((candidate) => holds(candidate.when, features));
  if (!cause || !row || !variant) return null;
  const route = routeFor(cause.id, variant, facts, report, knowledge);
  const client = clientOf(facts, knowledge);
  const settings = changedSettings(variant, route, facts);
  const key = (step: string): RemedyStep => ({ key: `remedy:${row.id}.${step}` });
  return {
    id: row.id,
    cause: cause.id,
    client: client?.id ?? 'other',
    route,
    settings,
    before: variant.before.map(key),
    clientSteps: route && client ? stepsOf(client, settings, route.encryption) : [],
    after: variant.after.map(key),
    notes: route && client && settings.length > 0 ? notesOf(client) : [],
  };
}

/** Whether giving the remedy well needs to know the mail program. */
export function needsClient(remedy: Remedy): boolean {
  return remedy.settings.length > 0;
}

function clientOf(facts: Facts, knowledge: DiagnosisKnowledge): Client | null {
  const find = (id: string | undefined) => knowledge.clients.find((candidate) => candidate.id === id) ?? null;
  const named = find(facts.answers.client);
  return named && named.steps.length > 0 ? named : find('other');
}

function stepsOf(client: Client, settings: Setting[], encryption: Encryption): RemedyStep[] {
  if (settings.length === 0) return [];
  return client.steps
    .filter((step) => step.when === undefined || step.when === encryption)
    .filter((step) => step.sets === undefined || step.sets.some((setting) => settings.includes(setting)))
    .map((step) => ({ key: `clients:${client.id}.steps.${step.id}` }));
}

function notesOf(client: Client): RemedyStep[] {
  return client.notes.map((note) => ({ key: `clients:${client.id}.notes.${note}` }));
}

/** The server name is not touched when it is right already. */
function changedSettings(variant: RemedyVariant, route: MailRoute | null, facts: Facts): Setting[] {
  if (!route) return [];
  const hostIsRight = route.host === null || route.host === facts.answers.server?.toLowerCase().replace(/\.$/, '');
  return variant.settings.filter((setting) => setting !== 'host' || !hostIsRight);
}

function routeFor(
  cause: string,
  variant: RemedyVariant,
  facts: Facts,
  report: ProbeReport | null,
  knowledge: DiagnosisKnowledge,
): MailRoute | null {
  if (variant.route === 'none') return null;
  if (variant.route === 'relay') {
    return knowledge.lines.find((candidate) => candidate.id === facts.answers.line)?.relay ?? null;
  }
  const provider = providerOf(facts, report, knowledge);
  const usual = USUAL_ROUTES.map((route) => ({ ...route, host: hostOf(facts, report) }));
  const passing = passingLine(facts, knowledge);
  const known = provider?.routes.filter((route) => route.encryption !== 'none') ?? [];
  const route = provenRoute(facts, report, provider, passing) ?? passing(known)[0] ?? passing(usual)[0];
  if (!route) return null;
  const { host, port, encryption } = route;
  if (cause === 'host-misspelt') return { host: report?.dns.suggestion ?? null, port, encryption };
  const certified = report?.endpoints.find((endpoint) => endpoint.tls?.problem === 'name-mismatch');
  if (cause === 'certificate-name-mismatch' && certified) {
    return { host: certifiedHost(certified.tls?.altNames ?? [], provider), port, encryption };
  }
  return { host, port, encryption };
}

/** Leaves out the routes on ports that do not get out of the person's line, unless none would be left. */
type Passing = <Route extends { port: MailPort }>(routes: readonly Route[]) => readonly Route[];

/** The person's own check of a port counts before what is known of the line. */
function passingLine({ answers, selfCheck }: Facts, knowledge: DiagnosisKnowledge): Passing {
  const blocks = knowledge.lines.find(({ id }) => id === answers.line)?.blocks;
  const passes = (port: MailPort): boolean => {
    const seen = selfCheck?.ports.find((checked) => checked.port === port);
    if (seen) return seen.state === 'open';
    return port === 2525 || blocks?.[port] !== 'yes';
  };
  return (routes) => {
    const open = routes.filter(({ port }) => passes(port));
    return open.length > 0 ? open : routes;
  };
}

/**
 * The best encrypted route that the probe proved; the person's own port is kept when it works and is not 25. A password is
 * never sent to be in the clear.
 */
function provenRoute(
  facts: Facts,
  report: ProbeReport | null,
  provider: Provider | null,
  passing: Passing,
): MailRoute | null {
  if (!report) return null;
  const encrypted = report.routes.filter((route) => route.encryption !== 'none');
  const usable = encrypted.filter((route) => route.usable);
  const candidates = passing(usable.length > 0 ? usable : encrypted);
  const own = settingsPort(facts);
  const recommended = provider?.routes[0]?.port;
  return (
    candidates.find((route) => route.port === own && own !== 25) ??
    candidates.find((route) => route.port === recommended) ??
    candidates[0] ??
    null
  );
}

/** A name of the certificate to set instead: the provider's own if it is among them, else the first that is no wildcard. */
function certifiedHost(names: string[], provider: Provider | null): string | null {
  const known = names.find((name) => provider?.hosts.includes(name));
  return known ?? names.find((name) => !name.startsWith('*.')) ?? null;
}

function hostOf(facts: Facts, report: ProbeReport | null): string | null {
  if (report) return report.dns.host;
  const server = facts.answers.server;
  return server === undefined || server === 'unknown' || server.includes('@') ? null : server;
}
