import { execFileSync } from 'node:child_process';

/**
 * What the ISP's router does to mail that leaves the home. `op25b-*`: port 25 is dropped, answered by a TCP reset, or
 * by ICMP "administratively prohibited". `all-mail-blocked`: a company's or a hotel's firewall.
 */
export const LINE_MODES = ['open', 'op25b-drop', 'op25b-reset', 'op25b-reject', 'all-mail-blocked'] as const;
export type LineMode = (typeof LINE_MODES)[number];

const RULE: Record<LineMode, string> = {
  open: 'accept',
  'op25b-drop': 'tcp dport 25 counter drop',
  'op25b-reset': 'tcp dport 25 counter reject with tcp reset',
  'op25b-reject': 'tcp dport 25 counter reject with icmpx type admin-prohibited',
  'all-mail-blocked': 'tcp dport { 25, 465, 587, 2525 } counter drop',
};

/** Sets the rule of the router's forward chain, for both families. */
export function setLine(router: string, mode: LineMode): void {
  const table = `table inet line
delete table inet line
table inet line {
  chain forward {
    type filter hook forward priority 0;
    iifname "lan0" oifname "wan0" ${RULE[mode]}
  }
}`;
  execFileSync('ip', ['netns', 'exec', router, 'nft', '-f', '-'], { input: table, stdio: 'pipe' });
}
