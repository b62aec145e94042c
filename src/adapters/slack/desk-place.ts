import type { Tenant } from './tenant.ts';

/**
 * Where the desk is, as configured: `C0123`, `T0123/C0123` where the app is in many workspaces, `E0123/C0123` where a whole
 * organisation installed it.
 *
 * @returns null when there is none, or nothing says whose channel it is
 */
export function deskPlace(
  deskChannel: string | null,
  { home, asking }: { home: string | null; asking: Tenant | null },
): (Tenant & { channel: string }) | null {
  const [channel, named] = (deskChannel ?? '').split('/').toReversed();
  if (!channel) return null;
  if (named === undefined) {
    const tenant = asking ?? (home === null ? null : { team: home, enterprise: null });
    return tenant && { team: tenant.team, enterprise: tenant.enterprise, channel };
  }
  if (named.startsWith('E')) return { team: named, enterprise: named, channel };
  // The case of a whole organisation tells that the desk's workspace is served by the organisation's token.
  return { team: named, enterprise: asking?.team === named ? asking.enterprise : null, channel };
}

/** Whether somebody is in the desk's channel. */
export function isAtDeskChannel(deskChannel: string | null, { team, enterprise }: Tenant, channel: string): boolean {
  if (deskChannel === null) return false;
  const homes = enterprise === null ? [team] : [team, enterprise];
  return deskChannel === channel || homes.some((home) => deskChannel === `${home}/${channel}`);
}
