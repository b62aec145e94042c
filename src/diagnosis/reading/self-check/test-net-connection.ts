import type { SeenPort } from '../reading.ts';

/**
 * Reads PowerShell's Test-NetConnection, one or many; the field names are the same in every language of Windows. The last
 * line decides: a warning may name an IPv6 address although the IPv4 try succeeded. `False` is closed or silent, it cannot tell.
 */
export function readTestNetConnection(text: string): SeenPort[] {
  const ports: SeenPort[] = [];
  for (const block of text.split(/(?=ComputerName ?:)/i)) {
    const host = /ComputerName ?: ?(\S{1,253})/i.exec(block)?.[1] ?? null;
    const port = /RemotePort ?: ?(\d{1,5})/i.exec(block)?.[1];
    const succeeded = /TcpTestSucceeded ?: ?(True|False)/i.exec(block)?.[1];
    if (port && succeeded)
      ports.push({ host, port: Number(port), state: /true/i.test(succeeded) ? 'open' : 'failed', greeting: null });
  }
  return ports.length > 0 ? ports : [...warnings(text), ...quiet(text)].slice(0, 10);
}

function warnings(text: string): SeenPort[] {
  const warning = /TCP connect to \(?(\S{1,253}?) ?: ?(\d{1,5})\)? failed/gi;
  return [...text.matchAll(warning)].map(([, host, port]) => ({
    host: host ?? null,
    port: Number(port),
    state: 'failed',
    greeting: null,
  }));
}

function quiet(text: string): SeenPort[] {
  const answer =
    /(?:Test-NetConnection|tnc) (?:-ComputerName )?(\S{1,253}) (?:-Port )?(\d{1,5})[^\n]{0,40}Quiet[^\n]{0,20}\n(True|False)/gi;
  return [...text.matchAll(answer)].map(([, host, port, word]) => ({
    host: host ?? null,
    port: Number(port),
    state: /true/i.test(word ?? '') ? 'open' : 'failed',
    greeting: null,
  }));
}
