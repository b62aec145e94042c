import { hostname } from 'node:os';
import type { Config } from './config.ts';
import { systemDial } from './probe/system-dial.ts';
import { createProber, type Prober, type ProberDependencies } from './probe/prober.ts';
import { createResolver } from './probe/resolver.ts';

type Parts = Pick<ProberDependencies, 'providers' | 'denied' | 'admit'>;

/** What the probe gives in EHLO, unless it is no full name. */
export function probeName(config: Config): string {
  return config.desk.ehloName ?? hostname();
}

/** The prober as the operator configured it. */
export function proberFor(config: Config, parts: Parts): Prober {
  return createProber({
    resolver: createResolver({ server: config.dns }),
    dial: systemDial,
    allowNetworks: config.allowNetworks,
    calibration: config.calibration,
    ...parts,
    ehloName: probeName(config),
    now: () => performance.now(),
  });
}
