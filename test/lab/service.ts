import type { MailPort } from '../../src/diagnosis/probe-report.ts';
import type { CertificateKind } from './authority.ts';

/** A piece of what a scripted server says. `drip` sends a byte at a time, `flood` without end, `repeat` in intervals (ms). */
export type Piece =
  | string
  | { wait: number }
  | { drip: string; every: number }
  | { flood: string }
  | { repeat: string; every: number }
  | { end: 'fin' | 'rst' };

/** A real mail server (npm `smtp-server`). */
export type MailService = {
  kind: 'mail';
  encryption: 'none' | 'starttls' | 'tls';
  /** SASL mechanisms; none: no AUTH. */
  auth?: string[];
  certificate?: CertificateKind;
  size?: number;
};

/** A server that says what it is told to; what is left out is as a good server has it. */
export type ScriptedService = {
  kind: 'script';
  /** TLS from the start. */
  implicitTls?: boolean;
  certificate?: CertificateKind;
  maxVersion?: 'TLSv1' | 'TLSv1.2';
  greeting?: Piece[];
  ehlo?: Piece[];
  starttls?: Piece[];
  afterStarttls?: 'tls' | 'nothing';
  /** Right behind the handshake that STARTTLS began. */
  afterHandshake?: Piece[];
  ehloInTls?: Piece[];
};

/** `silent`: packets to the port are dropped, as OP25B does. */
export type Service = MailService | ScriptedService | { kind: 'silent' };

/** What a host does on its mail ports; a port that is not named refuses connections. */
export type Personality = Partial<Record<MailPort, Service>>;
