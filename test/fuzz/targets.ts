import { isIP } from 'node:net';
import { readTarget } from '../../src/probe/target.ts';
import { TargetError } from '../../src/probe/target-error.ts';
import { fuzzed } from './fuzzed.ts';
import { texts } from './texts.ts';

const SCRAPS = [
  'smtp://',
  'https://',
  'mailto:',
  'a',
  'smtp.example.jp',
  '.',
  '..',
  ':',
  ':587',
  ':22',
  '@',
  'taro:pw@',
  '[',
  ']',
  '[::1]',
  '::ffff:',
  '127.0.0.1',
  '0x7f',
  '0177',
  '2130706433',
  '%',
  '%00',
  '%eth0',
  '/',
  '\\',
  '?',
  '#',
  ' ',
  '\t',
  '\u3002',
  '\uff0e',
  '\u00ad',
  '\u200b',
  '\u202e',
  '１',
  'ａ',
  'xn--',
  'xn--a',
  '-',
  '_',
  '日本',
  'ß',
  '\u0000',
  '\ud800',
  '1',
  '9'.repeat(70),
];

/** What the resolver and the dialler get is a plain name or an address, and nothing of a URL, whatever was typed. */
export const targets = [
  fuzzed('targets-are-plain', texts(SCRAPS, 14), (text) => {
    try {
      const target = readTarget(text);
      if (target.kind === 'address') return isIP(target.ip) !== 0 && !target.ip.includes('%');
      const again = readTarget(target.name);
      return (
        /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(target.name) &&
        target.name.length <= 253 &&
        isIP(target.name) === 0 &&
        again.kind === 'host' &&
        again.name === target.name
      );
    } catch (error) {
      return error instanceof TargetError && !JSON.stringify(error.args).includes('taro:pw@');
    }
  }),
];
