import { describe, expect, it } from 'vitest';
import { PERSONALITIES, type PersonalityName } from '../lab/personalities.ts';
import { closeLabAfterwards, HOST, proberFor, reportOf, serve, SHORT, until } from '../probe/probing.ts';
import { startScenarioLab } from '../scenarios/scenario-lab.ts';
import { loadScenarios } from '../scenarios/scenario.ts';
import { labDial } from '../lab/mail-server.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { recordingDial } from './recording-dial.ts';

closeLabAfterwards();

/** EHLO with a name or an address literal; no command takes anything else of ours. */
const ALLOWED = /^(?:EHLO (?:[a-z0-9.-]+|\[[0-9a-f.:]+\]|\[IPv6:[0-9a-f:.]+\])|STARTTLS|QUIT)$/iu;
/** What a server that knows no TLS makes of a handshake is no line of ours. */
const PRINTABLE = /^[\x20-\x7e]{3,}$/;

/** Kinds of server that hear nothing; waiting for them would take seconds. */
const SAY_NOTHING = ['mute', 'down', 'filtered', 'nxdomain'];
/** Servers that a crowded machine probes within their deadlines. */
const AT_ONCE = 5;

function commands(heard: string[]): string[] {
  return heard.filter((line) => PRINTABLE.test(line));
}

const names = Object.keys(PERSONALITIES).filter((name): name is PersonalityName => name in PERSONALITIES);

describe('the bot is no relay:', () => {
  it('whatever a server says, it hears nothing but EHLO, STARTTLS and QUIT, and few of them', async () => {
    const all: string[] = [];
    await Promise.all(
      names.map(async (name) => {
        const server = await serve(PERSONALITIES[name]);
        const { prober } = await proberFor([server], { limits: SHORT });
        await reportOf(prober.probe(HOST));
        await until(() => ([25, 465, 587, 2525] as const).every((port) => server.connections(port).open === 0));
        const said = commands(server.heard);
        // Two EHLO, STARTTLS and QUIT on each of three ports, and once more with outdated TLS on one of them.
        expect(said.length, name).toBeLessThanOrEqual(16);
        all.push(...said);
      }),
    );
    for (const line of all) expect(line).toMatch(ALLOWED);
    for (const command of ['EHLO probe.lab.example', 'STARTTLS', 'QUIT']) expect(all).toContain(command);
  }, 60_000);

  it('nor do the servers of the scenarios hear anything else', async () => {
    const speaking = loadScenarios().filter(({ server }) => !SAY_NOTHING.includes(server));
    const oneOfEachKind = [...new Map(speaking.map((scenario) => [scenario.server, scenario])).values()];
    const lab = await startScenarioLab(oneOfEachKind, '198.51.100', false);
    const { prober } = await proberFor([], {
      dial: labDial(lab.servers),
      resolver: createResolver({ server: lab.dns }),
      ca: [lab.pem],
    });
    for (let index = 0; index < oneOfEachKind.length; index += AT_ONCE) {
      const group = oneOfEachKind.slice(index, index + AT_ONCE);
      await Promise.all(group.map(({ host }) => reportOf(prober.probe(host))));
    }
    const said = lab.servers.flatMap(({ heard }) => commands(heard));
    await lab.close();
    expect(said.length).toBeGreaterThan(oneOfEachKind.length);
    for (const line of said) expect(line).toMatch(ALLOWED);
  }, 60_000);
});

describe('the bot is no port scanner:', () => {
  it('it dials mail ports only, each once, and 2525 only where it is named', async () => {
    const server = await serve(PERSONALITIES.good);
    const { dial, dialled } = recordingDial([server]);
    const { prober } = await proberFor([server], { dial });
    await reportOf(prober.probe(HOST));
    expect(dialled.map(({ port }) => port).toSorted((a, b) => a - b)).toEqual([25, 465, 587]);
    dialled.length = 0;
    await reportOf(prober.probe(`${HOST}:2525`));
    expect(dialled.map(({ port }) => port).toSorted((a, b) => a - b)).toEqual([25, 465, 587, 2525]);
  });
});
