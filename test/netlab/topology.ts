/**
 * The lab's map. Every place is a network namespace; `hub` is the internet, a bridge.
 *
 *   user ── isp ── hub ─┬─ mail   (Postfix: 25, 465, 587)
 *                       ├─ world  (DNS, an unrelated mail host, a web host)
 *                       └─ bot    (past the ISP, so that its port 25 is not blocked)
 *
 * Addresses are private ones; a guard lets them pass by OP25B_ALLOW_NETWORKS.
 */

export const PLACES = ['user', 'isp', 'hub', 'mail', 'world', 'bot'] as const;
export type Place = (typeof PLACES)[number];

export type Addresses = { v4: string; v6: string };

const internet = (host: number): Addresses => ({ v4: `10.99.2.${host}`, v6: `fd99:2::${host}` });
const home = (host: number): Addresses => ({ v4: `10.99.1.${host}`, v6: `fd99:1::${host}` });

export const ADDRESS = {
  user: home(2),
  ispInside: home(1),
  ispOutside: internet(1),
  bot: internet(9),
  mail: internet(10),
  unrelated: internet(25),
  dns: internet(53),
  web: internet(80),
} satisfies Record<string, Addresses>;

export const PREFIX = { v4: 24, v6: 64 } as const;
export const HOME_NETWORK = { v4: '10.99.1.0/24', v6: 'fd99:1::/64' } as const;
export const LAB_NETWORKS = ['10.99.0.0/16', 'fd99::/16'] as const;

/** `.example` is reserved for uses like this one (RFC 2606). */
export const MAIL_DOMAIN = 'mail-lab.example';
export const MAIL_HOST = `smtp.${MAIL_DOMAIN}`;
export const UNRELATED_HOST = 'mx.unrelated-lab.example';
export const WEB_HOST = 'www.unrelated-lab.example';
