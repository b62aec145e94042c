import { hostname } from 'node:os';
import type { Config } from './config.ts';
import { systemDial } from './probe/system-dial.ts';
import { createProber, type Prober } from './probe/prober.ts';
import type { ProviderDirectory } from './probe/provider-directory.ts';
import { createResolver } from './probe/resolver.ts';

/** The prober as the operator configured it. */
export function proberFor(config: Config, providers: ProviderDirectory): Prober {
  return createProber({
    resolver: createResolver({ server: config.dns }),
    dial: systemDial,
    allowNetworks: config.allowNetworks,
    calibration: config.calibration,
    providers,
    ehloName: config.desk.ehloName ?? hostname(),
    now: () => performance.now(),
  });
}
