import type { MailPort, ProbeEvent, ProbeReport } from '../diagnosis/probe-report.ts';
import { createCalibration } from './calibration.ts';
import { createGuard } from './guard.ts';
import { BAD_RESULT_MS, GOOD_RESULT_MS, MAX_REMEMBERED } from './limits.ts';
import type { ProberDependencies } from './prober-dependencies.ts';
import { runProbe, type RunTools } from './run-probe.ts';
import { createTlsContexts } from './scene.ts';
import { SharedRun } from './shared-run.ts';
import { readTarget } from './target.ts';

export type { ProberDependencies } from './prober-dependencies.ts';

export type ProbeOptions = {
  /** Instead of 25, 465 and 587. */
  ports?: MailPort[];
  signal?: AbortSignal;
};

export type Prober = {
  /**
   * Probes what a person named: a host, an address, either with `:port`, a mail address or a domain. The last event is the
   * report. Equal requests share one run, and its result for some minutes.
   *
   * @throws TargetError while it is read, with the reason why the target is not probed
   */
  probe(target: string, options?: ProbeOptions): AsyncIterable<ProbeEvent>;
};

type Remembered = { run: SharedRun; until: number };

/** Good is what somebody can work with: a result that says "no" may be outdated sooner. */
function isGood(report: ProbeReport): boolean {
  return report.endpoints.some((endpoint) => endpoint.state === 'open');
}

/** Makes the only part of the bot that talks to mail servers. */
export function createProber(deps: ProberDependencies): Prober {
  const guard = createGuard(deps.allowNetworks);
  const tools: RunTools = {
    deps,
    guard,
    calibration: createCalibration(deps, guard),
    tls: createTlsContexts(deps.ca),
  };
  const remembered = new Map<string, Remembered>();

  function forgetSome(now: number): void {
    for (const [key, { until }] of remembered) if (until <= now) remembered.delete(key);
    for (const key of remembered.keys()) {
      if (remembered.size < MAX_REMEMBERED) return;
      remembered.delete(key);
    }
  }

  function sharedRun(server: string, ports: MailPort[] | undefined): SharedRun {
    const target = readTarget(server);
    const key = JSON.stringify([target, ports?.toSorted((a, b) => a - b)]);
    const now = deps.now();
    const known = remembered.get(key);
    const isDenied = target.kind !== 'address' && deps.denied?.name(target.name) === true;
    if (known !== undefined && known.until > now && !known.run.givenUp && !isDenied) return known.run;
    forgetSome(now);
    const entry: Remembered = {
      until: Number.POSITIVE_INFINITY,
      run: new SharedRun(
        (tell, signal) => runProbe({ server, target, ports }, tools, tell, signal),
        (last) => {
          entry.until = deps.now() + (last !== null && isGood(last.report) ? GOOD_RESULT_MS : BAD_RESULT_MS);
        },
      ),
    };
    remembered.set(key, entry);
    return entry.run;
  }

  return {
    async *probe(target, options = {}) {
      options.signal?.throwIfAborted();
      yield* sharedRun(target, options.ports).follow(options.signal);
    },
  };
}
