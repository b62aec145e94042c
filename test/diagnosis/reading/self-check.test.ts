import { describe, expect, test } from 'vitest';
import type { SeenState } from '../../../src/diagnosis/reading/reading.ts';
import { reading } from './knowledge.ts';

type Row = [tool: string, output: string, ports: [number, SeenState, (boolean | null)?][], host?: string | null];
const H = 'smtp.example.jp';

const TNC = (port: number, result: string, warning = ''): string => `${warning}
ComputerName           : ${H}
RemoteAddress          : 192.0.2.5
RemotePort             : ${port}
InterfaceAlias         : イーサネット
SourceAddress          : 192.168.1.5
PingSucceeded          : False
PingReplyDetails (RTT) : 0 ms
TcpTestSucceeded       : ${result}`;

const OUTPUTS: Row[] = [
  [
    'op25b',
    `OP25B1 ${H} 25=timeout 465=open 587=open+220 x25=timeout x587=open+220 web=open`,
    [
      [25, 'timeout', null],
      [465, 'open', null],
      [587, 'open', true],
    ],
  ],
  [
    'op25b',
    `結果です: OP25B1 ${H} 25=refused 465=open\n587=open x25=open+220 x587=open web=open`,
    [
      [25, 'refused', null],
      [465, 'open', null],
      [587, 'open', false],
    ],
  ],
  [
    'op25b',
    'OP25B1 2001:db8::5 25=unreachable 465=dns 587=reset web=timeout',
    [
      [25, 'unreachable', null],
      [465, 'failed', null],
      [587, 'reset', null],
    ],
    '2001:db8::5',
  ],
  [
    'test-netconnection',
    TNC(
      25,
      'False',
      '警告: TCP connect to (192.0.2.5 : 25) failed\n警告: Ping to 192.0.2.5 failed with status: TimedOut',
    ),
    [[25, 'failed']],
  ],
  ['test-netconnection', TNC(587, 'True'), [[587, 'open']]],
  [
    'test-netconnection',
    TNC(25, 'False', 'WARNING: TCP connect to (192.0.2.5 : 25) failed') + '\n' + TNC(587, 'True'),
    [
      [25, 'failed'],
      [587, 'open'],
    ],
  ],
  ['test-netconnection', TNC(587, 'True', 'WARNING: TCP connect to (::1 : 587) failed'), [[587, 'open']]],
  ['test-netconnection', 'WARNING: TCP connect to 192.0.2.5:25 failed', [[25, 'failed']], '192.0.2.5'],
  ['telnet', `接続中: ${H}...ホストへ接続できませんでした。 ポート番号 25: 接続に失敗しました`, [[25, 'failed']]],
  [
    'telnet',
    `Connecting To ${H}...Could not open connection to the host, on port 25: Connect failed`,
    [[25, 'failed']],
  ],
  [
    'telnet',
    `$ telnet ${H} 587\nTrying 192.0.2.5...\nConnected to ${H}.\nEscape character is '^]'.\n220 ${H} ESMTP Postfix`,
    [[587, 'open', true]],
  ],
  [
    'telnet',
    `$ telnet ${H} 25\nTrying 192.0.2.5...\ntelnet: Unable to connect to remote host: Connection timed out`,
    [[25, 'timeout']],
  ],
  [
    'telnet',
    `telnet ${H} 25\nTrying 192.0.2.5...\ntelnet: connect to address 192.0.2.5: Operation timed out\ntelnet: Unable to connect to remote host`,
    [[25, 'timeout']],
  ],
  [
    'telnet',
    `telnet ${H} 587\nTrying 192.0.2.5...\ntelnet: connect to address 192.0.2.5: Connection refused`,
    [[587, 'refused']],
  ],
  ['nc', `Connection to ${H} (192.0.2.5) 587 port [tcp/submission] succeeded!`, [[587, 'open']]],
  ['nc', `Connection to ${H} port 587 [tcp/submission] succeeded!`, [[587, 'open']]],
  ['nc', `nc: connect to ${H} (192.0.2.5) port 25 (tcp) failed: Connection timed out`, [[25, 'timeout']]],
  ['nc', `nc: connectx to ${H} port 25 (tcp) failed: Operation timed out`, [[25, 'timeout']]],
  [
    'nc',
    `nc: connect to ${H} (192.0.2.5) port 25 (tcp) failed: Connection refused\nConnection to ${H} (192.0.2.5) 587 port [tcp/submission] succeeded!`,
    [
      [25, 'refused'],
      [587, 'open'],
    ],
  ],
  ['nc', `$ nc -zv ${H} 25\nNcat: Version 7.92 ( https://nmap.org/ncat )\nNcat: TIMEOUT.`, [[25, 'timeout']]],
  ['nc', `$ nc -zv ${H} 25\nNcat: Connection refused.`, [[25, 'refused']]],
  ['nc', `$ nc -zv ${H} 587\nNcat: Connected to 192.0.2.5:587.`, [[587, 'open']]],
  [
    'curl',
    `$ curl -v smtp://${H}:587\n*   Trying 192.0.2.5:587...\n* Connected to ${H} (192.0.2.5) port 587 (#0)\n< 220 ${H} ESMTP`,
    [[587, 'open', true]],
  ],
  ['curl', `curl: (7) Failed to connect to ${H} port 25 after 0 ms: Couldn't connect to server`, [[25, 'failed']]],
  [
    'curl',
    `* connect to 192.0.2.5 port 25 failed: Connection refused\ncurl: (7) Failed to connect to ${H} port 25 after 3 ms: Couldn't connect to server`,
    [[25, 'refused']],
  ],
  ['curl', `curl: (28) Failed to connect to ${H} port 25 after 5001 ms: Timeout was reached`, [[25, 'timeout']]],
  [
    'curl',
    `$ curl smtp://${H}:25\ncurl: (28) Operation timed out after 3001 milliseconds with 0 bytes received`,
    [[25, 'open', false]],
  ],
  ['curl', `$ curl smtp://${H}:587\ncurl: (6) Could not resolve host: ${H}`, [[587, 'failed']]],
  [
    'curl',
    `$ curl smtps://${H}:465\ncurl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number`,
    [[465, 'open', null]],
  ],
  ['curl', `$ curl --ssl-reqd smtp://${H}:587\ncurl: (64) STARTTLS not supported.`, [[587, 'open', true]]],
  ['curl', `$ curl smtps://${H}\ncurl: (60) SSL certificate problem: self-signed certificate`, [[465, 'open', null]]],
  [
    'openssl',
    `$ openssl s_client -connect ${H}:465\nCONNECTED(00000003)\n---\nissuer=C = US, O = Let's Encrypt, CN = R11\nVerify return code: 0 (ok)`,
    [[465, 'open', null]],
  ],
  [
    'openssl',
    `$ openssl s_client -connect ${H}:587 -starttls smtp\nCONNECTED(00000003)\nCertificate chain\n250 CHUNKING`,
    [[587, 'open', true]],
  ],
  [
    'openssl',
    `openssl s_client -connect ${H}:465\n4007:error:8000006F:system library:BIO_connect:Connection refused\nconnect:errno=111`,
    [[465, 'refused', null]],
  ],
  ['openssl', `openssl s_client -connect ${H}:465\nconnect:errno=60`, [[465, 'timeout', null]]],
];

describe('connection tests that the person ran', () => {
  test.each(OUTPUTS)('%s: %s', (tool, output, ports, host = H) => {
    const found = reading(output, 'self-check').selfCheck;
    expect(found?.tool).toBe(tool);
    expect(found?.ports.map((port) => port.host)).toEqual(ports.map(() => host));
    expect(found?.ports.map(({ port, state, greeting }) => [port, state, greeting])).toEqual(
      ports.map(([port, state, greeting = null]) => [port, state, greeting]),
    );
  });

  test('the own line tells of unrelated hosts and the web too', () => {
    expect(
      reading(`OP25B1 ${H} 25=timeout 465=open 587=open+220 x25=timeout x587=open+220 web=open`).selfCheck,
    ).toMatchObject({
      unrelated25: 'timeout',
      unrelated587: 'open',
      web: 'works',
    });
  });

  test('port 25 of the unrelated host is not the person’s server', () => {
    const output = 'nc: connect to gmail-smtp-in.l.google.com (192.0.2.9) port 25 (tcp) failed: Connection timed out';
    expect(reading(output).selfCheck).toMatchObject({ ports: [], unrelated25: 'timeout' });
  });

  test.each([
    ["issuer=C = US, O = Let's Encrypt, CN = R11", "Let's Encrypt", null],
    ['issuer=/C=CZ/O=Avast/OU=generated by Avast/CN=Avast Web/Mail Shield Root', 'Avast', 'Avast'],
    ['issuer=O=AO Kaspersky Lab, CN=Kaspersky Anti-Virus Personal Root Certificate', 'AO Kaspersky Lab', 'Kaspersky'],
    ['issuer=CN = Some Root', 'Some Root', null],
  ])('the issuer of the certificate: %s', (line, issuer, antivirus) => {
    const output = `openssl s_client -connect ${H}:465\nCONNECTED(00000003)\n${line}`;
    expect(reading(output).selfCheck).toMatchObject({ certificateIssuer: issuer, antivirus });
  });

  test('the port that was tested is not the port of the mail program, and no error is told', () => {
    const found = reading(`nc: connect to ${H} (192.0.2.5) port 25 (tcp) failed: Connection timed out`, 'self-check');
    expect(found.answers).toEqual({});
    expect(found.error).toBeNull();
    expect(found.servers).toEqual([]);
  });

  test('a refusal by the server in the output is told as well', () => {
    const output = `$ telnet ${H} 25\nTrying 192.0.2.5...\nConnected to ${H}.\nEscape character is '^]'.\n554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org`;
    const found = reading(output);
    expect(found.selfCheck?.ports[0]).toMatchObject({ state: 'open', greeting: true });
    expect(found.error).toMatchObject({ class: 'policy', reply: { code: 554 } });
  });

  test.each(['メールが送れません', 'telnet って何', 'I tried curl but it said nothing', '587 open?'])(
    'no test output: %s',
    (text) => {
      expect(reading(text).selfCheck).toBeNull();
    },
  );
});
