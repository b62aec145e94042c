import type { DnsReport, EndpointReport, Finding, ProbeEvent, ProbeReport } from '../../diagnosis/probe-report.ts';
import { endpointState, endpointText, findingText } from '../../message/probe-text.ts';
import type { Message, MessageBlock, ProgressState, Text } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';

type Item = { state: ProgressState; text: Text };

/** The one message that shows how a probe is getting on; edited with each update. */
export function progressMessage(target: string, seen: ProbeEvent[]): Message {
  const items = [...dnsItems(seen), ...latest(seen).map(endpointItem)];
  const waiting: Item = { state: 'waiting', text: text('probe:waiting') };
  return {
    blocks: [
      { kind: 'paragraph', text: text('conversation:checking', { server: { code: target } }) },
      { kind: 'progress', items: [...items, waiting] },
    ],
  };
}

export function finishedMessage(target: string, seen: ProbeEvent[], report: ProbeReport): Message {
  const items = [...dnsItems(seen), ...report.endpoints.map(endpointItem)];
  const blocks: MessageBlock[] = [
    { kind: 'paragraph', text: text('conversation:checked', { server: { code: target } }) },
  ];
  if (items.length > 0) blocks.push({ kind: 'progress', items });
  return { blocks };
}

export function failedMessage(target: string, failure: Finding): Message {
  return {
    blocks: [
      { kind: 'paragraph', text: text('conversation:check-failed', { server: { code: target } }) },
      { kind: 'paragraph', text: failureText(failure) },
    ],
  };
}

export function failureText(failure: Finding): Text {
  return dataText(
    `error:${failure.code}`,
    Object.fromEntries(Object.entries(failure.args).map(([name, value]) => [name, { code: String(value) }])),
  );
}

/** The last word on each endpoint: a revised verdict replaces the first one. */
function latest(seen: ProbeEvent[]): EndpointReport[] {
  const byEndpoint = new Map<string, EndpointReport>();
  for (const update of seen) {
    if (update.type === 'endpoint') byEndpoint.set(`${update.endpoint.ip} ${update.endpoint.port}`, update.endpoint);
  }
  return [...byEndpoint.values()];
}

export function endpointItem(endpoint: EndpointReport): Item {
  return { state: endpointState(endpoint), text: endpointText(endpoint) };
}

function dnsItems(seen: ProbeEvent[]): Item[] {
  return seen.flatMap((update): Item[] => {
    if (update.type !== 'dns') return [];
    const found = update.findings
      .filter(isDiscovery)
      .map((finding): Item => ({ state: 'good', text: findingText(finding) }));
    return [...found, dnsItem(update.dns)];
  });
}

/** Whether the server's name leads anywhere. */
export function dnsItem({ host: name, status, addresses }: DnsReport): Item {
  const host = { code: name };
  switch (status) {
    case 'ok':
      return { state: 'good', text: text('probe:found', { host, count: addresses.length }) };
    case 'nxdomain':
      return { state: 'bad', text: text('probe:not-found', { host }) };
    case 'no-address':
      return { state: 'bad', text: text('probe:no-address', { host }) };
    case 'failed':
      return { state: 'unclear', text: text('probe:dns-failed', { host }) };
  }
}

function isDiscovery(finding: Finding): boolean {
  return finding.code.startsWith('discovered-');
}
