import { readCapabilities, type Capabilities } from './capabilities.ts';
import { encryptAfterStarttls, encryptAtOnce, encryptMutePort } from './encrypt.ts';
import { greet } from './greet.ts';
import { isPutOff, isRefusal, NO_CODE } from './reply-codes.ts';
import type { Stage, Talk } from './talk.ts';
import { protocolOfReply } from './wrong-protocol.ts';

const IMPLICIT_TLS_PORT = 465;
/** Port 25 is for mail between servers, where nobody signs in. */
const RELAY_PORT = 25;
const OK = 250;
const READY = 220;
/** The server closes the connection (RFC 5321 section 3.8). */
const CLOSING = 421;

/** `modern-failed`: no TLS of today came about; one try with an outdated version is due. */
export type Outcome = 'done' | 'modern-failed';

/** Talks with the server as far as it goes: greeting, EHLO, STARTTLS, EHLO. Everything learnt is in the talk's report. */
export async function converse(talk: Talk): Promise<Outcome> {
  const { report } = talk;
  if (report.port === IMPLICIT_TLS_PORT) {
    const encryption = await encryptAtOnce(talk);
    if (encryption.kind !== 'secured') return encryption.kind === 'over' ? 'done' : encryption.kind;
    encryption.judge();
  }
  let greeting = await greet(talk);
  if (greeting === 'mute' && !talk.encrypted) {
    const encryption = await encryptMutePort(talk);
    if (encryption.kind !== 'secured') return 'done';
    encryption.judge();
    greeting = await greet(talk);
  }
  if (greeting === 'mute') talk.note('mute', { stage: 'greeting' });
  if (greeting !== 'ready') return 'done';
  if (talk.encrypted) await offerInside(talk);
  else if (await offersStarttls(talk)) return upgrade(talk);
  return 'done';
}

async function ehlo(talk: Talk, stage: Stage, meanwhile?: () => void): Promise<Capabilities | null> {
  const answer = await talk.ask(`EHLO ${talk.name}`, meanwhile);
  if (answer.kind !== 'reply') {
    talk.noteTrouble(answer.kind, stage);
    return null;
  }
  const { reply } = answer;
  const ms = talk.phase(talk.encrypted ? 'ehloTls' : 'ehlo');
  if (ms >= talk.scene.limits.slowReply) talk.note('tarpit', { stage });
  const protocol = protocolOfReply(reply);
  if (protocol !== null) {
    talk.note('wrong-protocol', { protocol });
    return null;
  }
  const { code } = reply;
  if (code === CLOSING) talk.noteRefusal('rate-limited', reply);
  else if (isRefusal(code) || isPutOff(code)) talk.noteRefusal('ehlo-refused', reply);
  else if (code !== OK && code !== NO_CODE) talk.note('reply-code-unexpected', { stage, code });
  talk.noteForm(reply, stage);
  return code === OK ? readCapabilities(reply.lines) : null;
}

async function offersStarttls(talk: Talk): Promise<boolean> {
  const { report } = talk;
  const offer = await ehlo(talk, 'ehlo');
  if (offer === null) return false;
  report.ehlo = offer.words;
  report.starttls = offer.starttls;
  report.auth.plain = offer.auth;
  report.size = offer.size;
  if (offer.auth.length > 0) talk.note('auth-without-tls');
  if (!offer.starttls) talk.note(offer.masked ? 'starttls-masked' : 'starttls-missing');
  return offer.starttls;
}

async function upgrade(talk: Talk): Promise<Outcome> {
  const answer = await talk.ask('STARTTLS');
  if (answer.kind !== 'reply') {
    talk.noteTrouble(answer.kind, 'starttls');
    return 'done';
  }
  const ms = talk.phase('starttls');
  if (ms >= talk.scene.limits.slowReply) talk.note('tarpit', { stage: 'starttls' });
  const { reply } = answer;
  if (reply.code !== READY) {
    if (isRefusal(reply.code) || isPutOff(reply.code)) talk.noteRefusal('starttls-refused', reply);
    else if (reply.code !== NO_CODE) talk.note('reply-code-unexpected', { stage: 'starttls', code: reply.code });
    talk.noteForm(reply, 'starttls');
    return 'done';
  }
  if (talk.wire.reader.discard()) {
    talk.note('starttls-injection');
    return 'done';
  }
  const encryption = await encryptAfterStarttls(talk);
  if (encryption.kind === 'secured') await offerInside(talk, encryption.judge);
  return encryption.kind === 'modern-failed' ? encryption.kind : 'done';
}

async function offerInside(talk: Talk, meanwhile?: () => void): Promise<void> {
  const { report } = talk;
  const offer = await ehlo(talk, 'ehlo-tls', meanwhile);
  if (offer === null) return;
  report.ehloTls = offer.words;
  report.auth.tls = offer.auth;
  report.size = offer.size ?? report.size;
  if (offer.auth.length === 0 && report.port !== RELAY_PORT) talk.note('auth-missing');
}
