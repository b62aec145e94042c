import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inNamespace, runInNamespace } from '../netlab/namespace.ts';

/** Other tools asked the same: state, greeting, capabilities and certificate of ports 25, 465 and 587 of one host. */
export type Peer = {
  name: string;
  /** Shell words that succeed where the tool is installed with all that the question needs. */
  ready: string;
  command(host: string): string[];
};

const shell = (script: string): string[] => ['bash', '-c', script];

const BLACKBOX = 'prometheus-blackbox-exporter';
const BLACKBOX_PORT = 9115;
/** Its own default is two minutes, to suit a scrape by Prometheus; this is what its documentation shows. */
const BLACKBOX_TIMEOUT = '5s';
const probeBy = (module: string, host: string, port: number): string =>
  `curl -s -o /dev/null 'http://127.0.0.1:${BLACKBOX_PORT}/probe?module=${module}&target=${host}:${port}'`;

export const PEERS: Peer[] = [
  {
    name: 'nmap, one run, IPv4',
    ready: 'command -v nmap',
    command: (host) => ['nmap', '-Pn', '-p', '25,465,587', '--script', 'smtp-commands,ssl-cert', host],
  },
  {
    name: 'swaks, three at once',
    ready: 'command -v swaks && perl -MNet::SSLeay -e 1',
    command: (host) => {
      const swaks = (port: number, tls: string): string =>
        `swaks --server ${host} --port ${port} ${tls} --quit-after EHLO`;
      return shell(`${swaks(25, '--tls')} & ${swaks(587, '--tls')} & ${swaks(465, '--tlsc')} & wait`);
    },
  },
  {
    name: 'blackbox_exporter, three calls at once',
    ready: `command -v ${BLACKBOX}`,
    command: (host) =>
      shell(`${probeBy('smtp', host, 25)} & ${probeBy('smtp', host, 587)} & ${probeBy('smtps', host, 465)} & wait`),
  },
];

export function isReady(shellWords: string): boolean {
  return spawnSync('sh', ['-c', shellWords]).status === 0;
}

/** Starts blackbox_exporter's server in a namespace where it is installed; it ends with the namespace. */
export async function startBlackbox(namespace: string, folder: string, caFile: string): Promise<void> {
  if (!isReady(`command -v ${BLACKBOX}`)) return;
  const config = join(folder, 'blackbox.yml');
  writeFileSync(config, blackboxConfig(caFile));
  const listen = `127.0.0.1:${BLACKBOX_PORT}`;
  inNamespace(namespace, BLACKBOX, [`--config.file=${config}`, `--web.listen-address=${listen}`], { stdio: 'ignore' });
  const waiting = ['--silent', '--retry', '20', '--retry-delay', '1', '--retry-connrefused', '-o', '/dev/null'];
  await runInNamespace(namespace, 'curl', [...waiting, `http://${listen}/-/healthy`], { timeoutMs: 30_000 });
}

function blackboxConfig(caFile: string): string {
  const ehlo = [{ send: 'EHLO bench.example\r' }, { expect: '^250 ' }, { send: 'QUIT\r' }];
  const tcp = { preferred_ip_protocol: 'ip4', tls_config: { ca_file: caFile } };
  const startTls = [
    { expect: '^220' },
    { send: 'EHLO bench.example\r' },
    { expect: '^250-STARTTLS' },
    { send: 'STARTTLS\r' },
  ];
  // JSON is YAML too.
  return JSON.stringify({
    modules: {
      smtp: {
        prober: 'tcp',
        timeout: BLACKBOX_TIMEOUT,
        tcp: { ...tcp, query_response: [...startTls, { expect: '^220' }, { starttls: true }, ...ehlo] },
      },
      smtps: {
        prober: 'tcp',
        timeout: BLACKBOX_TIMEOUT,
        tcp: { ...tcp, tls: true, query_response: [{ expect: '^220' }, ...ehlo] },
      },
    },
  });
}
