import { createPublicKey, sign, type KeyObject } from 'node:crypto';

/**
 * Certificates that no authority would issue (RFC 5280 in DER, by hand): a library would refuse them, or take minutes for
 * 10,000 names.
 */

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');
const TRUE = Buffer.from('0101ff', 'hex');
const ECDSA_SHA256 = Buffer.from('300a06082a8648ce3d040302', 'hex');
const RSA_SHA256 = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const DAY_MS = 24 * 3600_000;

function tlv(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const size = body.length.toString(16);
  const digits = size.padStart(size.length + (size.length % 2), '0');
  const length = body.length < 0x80 ? [body.length] : [0x80 | (digits.length / 2), ...Buffer.from(digits, 'hex')];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

function nameOf(commonName: string): Buffer {
  return tlv(SEQUENCE, tlv(SET, tlv(SEQUENCE, COMMON_NAME, tlv(UTF8_STRING, Buffer.from(commonName)))));
}

function timeOf(days: number): Buffer {
  const time = new Date(Date.now() + days * DAY_MS).toISOString().replaceAll(/[-:T]|\.\d+/gu, '');
  return tlv(GENERALIZED_TIME, Buffer.from(time));
}

let serial = 0x1000;

export type CertificateWish = {
  subject: string;
  issuer: string;
  /** The subject's private key, of which the public part is certified, and the issuer's. */
  key: KeyObject;
  issuerKey: KeyObject;
  /** `dNSName`s, as bytes of UTF-8, whatever they hold. */
  names?: string[];
  /** IPv4 addresses. */
  ips?: string[];
  authority?: boolean;
  /** Days from now. */
  from?: number;
  to?: number;
};

/** One certificate in PEM. */
export function makeCertificate(wish: CertificateWish): string {
  const { subject, issuer, key, issuerKey, names = [], ips = [], authority = false, from = -30, to = 30 } = wish;
  serial += 1;
  const altNames = [
    ...names.map((name) => tlv(DNS_NAME, Buffer.from(name))),
    ...ips.map((ip) => tlv(IP_ADDRESS, Buffer.from(ip.split('.').map(Number)))),
  ];
  const extensions = [
    ...(authority ? [tlv(SEQUENCE, BASIC_CONSTRAINTS, TRUE, tlv(OCTET_STRING, tlv(SEQUENCE, TRUE)))] : []),
    ...(altNames.length > 0 ? [tlv(SEQUENCE, SUBJECT_ALT_NAME, tlv(OCTET_STRING, tlv(SEQUENCE, ...altNames)))] : []),
  ];
  const algorithm = issuerKey.asymmetricKeyType === 'rsa' ? RSA_SHA256 : ECDSA_SHA256;
  const toBeSigned = tlv(
    SEQUENCE,
    tlv(0xa0, tlv(INTEGER, Buffer.from([2]))),
    tlv(INTEGER, Buffer.from([serial >> 8, serial & 0xff])),
    algorithm,
    nameOf(issuer),
    tlv(SEQUENCE, timeOf(from), timeOf(to)),
    nameOf(subject),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [tlv(0xa3, tlv(SEQUENCE, ...extensions))] : []),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  const certificate = tlv(SEQUENCE, toBeSigned, algorithm, tlv(BIT_STRING, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
