import type { ProbeReport } from '../../diagnosis/probe-report.ts';
import type { Remedy } from '../../diagnosis/remedy.ts';
import { factsFor } from '../../knowledge/dated-facts.ts';
import type { DatedFact } from '../../knowledge/fact-schema.ts';
import type { Line, Provider } from '../../knowledge/schema.ts';
import { paragraph, type MessageBlock } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';
import { providerDisagreement } from './provider-disagreement.ts';

/** More dated facts than this are not read. */
const MOST_FACTS = 2;
/** Causes whose block of port 25 somebody can lift. */
const ABOUT_PORT_25 = new Set(['op25b', 'op25b-newly-introduced', 'line-changed', 'cloud-port25-blocked']);

/** What a case is about, out of the knowledge base. */
export type KnownCase = {
  cause: string;
  client: string | null;
  provider: Provider | null;
  line: Line | null;
  report: ProbeReport | null;
  /** The route that the steps use; null without one. */
  remedy: Remedy | null;
  /** A day as `2026-12-31`; null: the dated facts are left out. */
  today: string | null;
};

/**
 * What else is known of the person's provider, line and program, to be said after the steps: where the live probe
 * contradicts the table, how the line's block is lifted, and what holds from a certain day on.
 */
export function knownBlocks(known: KnownCase, facts: readonly DatedFact[]): MessageBlock[] {
  return [...providerBlocks(known), ...lineBlocks(known), ...factBlocks(known, facts)];
}

function providerBlocks({ provider, report, remedy }: KnownCase): MessageBlock[] {
  if (!provider || !remedy?.route) return [];
  const disagreement = report ? providerDisagreement(provider, report) : null;
  if (disagreement) return [paragraph(disagreement)];
  const proven = report?.routes.some(({ usable }) => usable) ?? false;
  return provider.confirmed || proven
    ? []
    : [paragraph(text('provider:unconfirmed', { provider: { names: provider.name } }))];
}

function lineBlocks({ line, cause, remedy }: KnownCase): MessageBlock[] {
  if (!line) return [];
  const blocks: MessageBlock[] = [];
  const port = remedy?.route?.port;
  if ((port === 465 || port === 587) && line.blocks[port] === 'yes') {
    blocks.push(paragraph(dataText('line:blocks-port', { line: { names: line.name }, port })));
  }
  if (line.lift !== undefined && ABOUT_PORT_25.has(cause)) blocks.push(paragraph(dataText(`line:lift.${line.lift}`)));
  return blocks;
}

function factBlocks({ provider, cause, client, line, today }: KnownCase, facts: readonly DatedFact[]): MessageBlock[] {
  if (today === null) return [];
  const subject = { provider: provider?.id ?? null, cause, client, line: line?.id ?? null };
  return factsFor(subject, today, facts)
    .slice(0, MOST_FACTS)
    .map(({ id, state }) => paragraph(dataText(`fact:${id}.${state}`)));
}
