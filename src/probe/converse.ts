import { readCapabilities, type Capabilities } from './capabilities.ts';
import { encryptAfterStarttls, encryptAtOnce, encryptMutePort } from './encrypt.ts';
import { greet } from './greet.ts';
import type { Stage, Talk } from './talk.ts';
import { protocolOfReply } from './wrong-protocol.ts';

const IMPLICIT_TLS_PORT = 465;
/** Port 25 is for mail between servers, where nobody signs in. */
const RELAY_PORT = 25;
const OK = 250;
const READY = 220;

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
  if (reply.malformed && reply.code !== 0) talk.note('reply-malformed');
  if (reply.code === OK) return readCapabilities(reply.lines);
  const protocol = protocolOfReply(reply);
  if (protocol !== null) talk.note('wrong-protocol', { protocol });
  else if (reply.code === 0) talk.note('reply-malformed');
  else talk.noteRefusal(reply.code === 421 ? 'rate-limited' : 'ehlo-refused', reply);
  return null;
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
  if (answer.reply.code !== READY) {
    talk.noteRefusal('starttls-refused', answer.reply);
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
