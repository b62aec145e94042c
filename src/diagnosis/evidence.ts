import type { Provider } from '../knowledge/schema.ts';
import type { Features } from './condition.ts';
import { deviceFeatures } from './device-features.ts';
import type { DiagnosisKnowledge } from './diagnosis-knowledge.ts';
import { errorFeatures } from './error-features.ts';
import type { Facts } from './facts.ts';
import { MAIL_PORTS, type MailPort, type ProbeReport } from './probe-report.ts';
import { serverFeatures } from './server-features.ts';
import { settingsFeatures } from './settings-features.ts';

/** Answers that are a feature as they stand. */
const PLAIN_ANSWERS = ['port', 'encryption', 'auth', 'receive', 'scope', 'others', 'change', 'other-network'] as const;

/** Answers that carry no evidence. */
const EMPTY_ANSWERS = ['unknown', 'not-tried', 'skip'];

/** Turns all that is known of a case into features. Pure; the same facts always give the same features. */
export function gatherEvidence(facts: Facts, report: ProbeReport | null, knowledge: DiagnosisKnowledge): Features {
  const features: Features = {};
  for (const question of PLAIN_ANSWERS) {
    const value = facts.answers[question];
    if (value !== undefined && !EMPTY_ANSWERS.includes(value)) features[question] = value;
  }
  if (report) Object.assign(features, serverFeatures(report, settingsPort(facts)));
  Object.assign(features, errorFeatures(facts, report), clientFeatures(facts, knowledge));
  const provider = providerOf(facts, report, knowledge);
  Object.assign(features, providerFeatures(provider, report), lineFeatures(facts, provider, knowledge));
  if (facts.selfCheck) Object.assign(features, deviceFeatures(facts.selfCheck));
  return withDerived(features);
}

/** Adds what follows from the other features; used again when an answer is supposed. */
export function withDerived(features: Features): Features {
  return { ...features, ...settingsFeatures(features) };
}

/** The port set in the person's mail program, when they named a mail port. */
export function settingsPort(facts: Facts): MailPort | null {
  return MAIL_PORTS.find((port) => String(port) === facts.answers.port) ?? null;
}

/**
 * The provider of the person's mail: the one that the probe found by host, domain or MX, else by what they named. Where every
 * customer has a server of their own, the row carries the name of the probed one.
 */
export function providerOf(facts: Facts, report: ProbeReport | null, knowledge: DiagnosisKnowledge): Provider | null {
  if (report?.dns.provider) {
    const ofHost = knowledge.providers.byHost(report.dns.host);
    return ofHost?.id === report.dns.provider ? ofHost : knowledge.providers.byId(report.dns.provider);
  }
  const server = facts.answers.server;
  if (server === undefined) return null;
  const at = server.lastIndexOf('@');
  if (at >= 0) return knowledge.providers.byDomain(server.slice(at + 1));
  return knowledge.providers.byHost(server) ?? knowledge.providers.byDomain(server);
}

function clientFeatures(facts: Facts, knowledge: DiagnosisKnowledge): Features {
  const client = knowledge.clients.find((candidate) => candidate.id === facts.answers.client);
  if (!client) return {};
  const kinds: Record<typeof client.kind, string> = {
    'mail-program': 'program',
    phone: 'phone',
    webmail: 'program',
    server: 'server',
    application: 'server',
    printer: 'appliance',
    nas: 'appliance',
  };
  return { 'client-route': client.connectsFrom, 'client-kind': kinds[client.kind] };
}

function providerFeatures(provider: Provider | null, report: ProbeReport | null): Features {
  const trait = (['microsoft365', 'oauth-only', 'app-password'] as const).find((name) =>
    provider?.traits.includes(name),
  );
  const features: Features = trait || provider || report ? { provider: trait ?? 'ordinary' } : {};
  const host = report?.dns.host;
  const ownHosts = provider?.routes.map((route) => route.host) ?? [];
  if (host !== undefined && ownHosts.includes(host)) features['server-host'] = 'current';
  else if (host !== undefined && ownHosts.length > 0 && provider?.hosts.includes(host)) {
    features['server-host'] = 'superseded';
  }
  return features;
}

function lineFeatures(facts: Facts, provider: Provider | null, knowledge: DiagnosisKnowledge): Features {
  const line = knowledge.lines.find((candidate) => candidate.id === facts.answers.line);
  if (!line) return {};
  const features: Features = { 'line-kind': line.kind === 'cloud' ? 'cloud' : 'home' };
  if (line.blocks['25'] !== 'unknown') features['line-blocks-25'] = line.blocks['25'];
  const relayProvider = line.relay ? knowledge.providers.byHost(line.relay.host) : null;
  // A relay that only third parties name is never advised.
  features['line-relay'] = line.relay && relayProvider?.confirmed !== false ? 'known' : 'unknown';
  if (line.relay && provider) {
    features['line-is-provider'] = relayProvider?.id === provider.id ? 'yes' : 'no';
  }
  return features;
}
