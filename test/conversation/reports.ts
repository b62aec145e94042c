import type { EndpointReport, MailPort, ProbeReport, TlsProblem } from '../../src/diagnosis/probe-report.ts';

/** Reports as a probe would write them, for steps of the pure engine. */

export function endpoint(port: MailPort, more: Partial<EndpointReport> = {}): EndpointReport {
  return {
    host: 'smtp.good.example',
    ip: '203.0.113.5',
    family: 4,
    port,
    state: 'open',
    ms: { connect: 20, banner: 20 },
    banner: 'smtp.good.example ESMTP',
    ehlo: port === 465 ? [] : ['PIPELINING', 'STARTTLS'],
    ehloTls: port === 25 ? ['PIPELINING'] : ['PIPELINING', 'AUTH PLAIN LOGIN'],
    starttls: port === 465 ? null : true,
    tls: tls(null),
    auth: { plain: [], tls: port === 25 ? [] : ['PLAIN', 'LOGIN'] },
    size: 10_240_000,
    findings: [],
    ...more,
  };
}

export function closed(port: MailPort, state: 'refused' | 'timeout' = 'refused'): EndpointReport {
  return endpoint(port, {
    state,
    ms: {},
    banner: null,
    ehlo: [],
    ehloTls: [],
    starttls: null,
    tls: null,
    auth: { plain: [], tls: [] },
    size: null,
  });
}

export function tls(problem: TlsProblem | null): EndpointReport['tls'] {
  return {
    protocol: 'TLSv1.3',
    authorized: problem === null,
    subject: 'smtp.good.example',
    issuer: 'Lab CA',
    altNames: problem === 'name-mismatch' ? ['mail.host.example'] : ['smtp.good.example'],
    altNamesTotal: 1,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    problem,
  };
}

/** A server where 25, 465 and 587 are all as they should be, seen from a calibrated network. */
export function goodReport(host = 'smtp.good.example', more: Partial<ProbeReport> = {}): ProbeReport {
  return {
    server: host,
    at: '2026-11-24T00:00:00.000Z',
    vantage: { id: 'bot', port25: 'open', port465: 'open', port587: 'open' },
    dns: { status: 'ok', host, addresses: ['203.0.113.5'], mx: [], method: 'given', provider: null, suggestion: null },
    endpoints: [endpoint(25, { host }), endpoint(465, { host }), endpoint(587, { host })],
    routes: [
      { host, port: 587, encryption: 'starttls', auth: ['PLAIN', 'LOGIN'], usable: true },
      { host, port: 465, encryption: 'tls', auth: ['PLAIN', 'LOGIN'], usable: true },
    ],
    findings: [],
    took_ms: 120,
    ...more,
  };
}
