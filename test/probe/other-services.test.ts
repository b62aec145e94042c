import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import type { EndpointReport, MailPort } from '../../src/diagnosis/probe-report.ts';
import { createAuthority } from '../lab/authority.ts';
import { closeLabAfterwards, endpoint, HOST, proberFor, reportOf, SHORT } from './probing.ts';

closeLabAfterwards();

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Probes one port, behind which the given server is. */
async function probeServer(server: Server, port: MailPort, ca: string[]): Promise<EndpointReport> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('TCP only');
  const dial = () => connect({ host: '127.0.0.1', port: place.port });
  const { prober } = await proberFor([], { dial, ca, limits: { ...SHORT, tls: 5000 } });
  return endpoint(await reportOf(prober.probe(HOST, { ports: [port] })), port);
}

async function tlsServer(options: TlsOptions): Promise<{ server: Server; ca: string[] }> {
  const authority = await createAuthority();
  const { key, chain } = await authority.certificate('valid', HOST);
  const server = createTlsServer({ key, cert: chain, ...options }, (socket) => {
    socket.on('error', () => undefined);
    socket.write('220 mail.lab.example ESMTP\r\n');
    socket.on('data', (data) => socket.write(String(data).startsWith('QUIT') ? '221 Bye\r\n' : '250 AUTH PLAIN\r\n'));
  });
  return { server: server.on('tlsClientError', () => undefined), ca: [authority.pem] };
}

describe('behind a mail port', () => {
  it('a web server that waits for us to speak is recognised', async () => {
    const { state, findings, tls } = await probeServer(createHttpServer(), 587, []);
    expect({ state, findings, tls }).toEqual({
      state: 'open',
      findings: [{ code: 'wrong-protocol', args: { protocol: 'HTTP' } }],
      tls: null,
    });
  });

  it('a server that would like a certificate of ours is served without one', async () => {
    const { server, ca } = await tlsServer({ requestCert: true, rejectUnauthorized: false });
    const report = await probeServer(server, 465, ca);
    expect(report).toMatchObject({ tls: { authorized: true, problem: null }, banner: 'mail.lab.example ESMTP' });
  });

  it('a server that insists on a certificate of ours ends the conversation, and its own certificate is told', async () => {
    const { server, ca } = await tlsServer({ requestCert: true, rejectUnauthorized: true });
    const report = await probeServer(server, 465, ca);
    expect(report.tls).toMatchObject({ authorized: true, subject: HOST });
    expect(report.banner).toBe(null);
    expect(report.findings.map(({ code }) => code)).toEqual(['client-certificate-demanded']);
  });

  it('a server of TLS 1.2 only is read like any other', async () => {
    const { server, ca } = await tlsServer({ maxVersion: 'TLSv1.2' });
    expect((await probeServer(server, 465, ca)).tls).toMatchObject({ protocol: 'TLSv1.2', authorized: true });
  });
});
