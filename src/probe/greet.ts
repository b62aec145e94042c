import { isPutOff, isRefusal, NO_CODE } from './reply-codes.ts';
import type { Reply } from './reply-reader.ts';
import type { Talk } from './talk.ts';
import { visible } from './visible.ts';
import { protocolOfReply } from './wrong-protocol.ts';

const READY = 220;
/** Asterisks in place of the greeting: Cisco's SMTP inspection ("fixup"). */
const MASKED = /\*{4,}/u;
/** Lines of a greeting that are kept. */
const BANNER_LINES = 5;
/** A greeting that follows the handshake within this share of a round trip, and this many ms, was not held back. */
const PROMPT_ROUND_TRIPS = 1.5;
const PROMPT_MS = 10;

/** `mute`: nothing came at all. */
export type Greeting = 'ready' | 'mute' | 'over';

function bannerOf(lines: string[]): string {
  return lines.slice(0, BANNER_LINES).map(visible).join('\n');
}

/** Waits for the greeting and notes what is odd about it. */
export async function greet(talk: Talk): Promise<Greeting> {
  const { wire, report, scene, address } = talk;
  const { limits } = scene;
  const answer = await wire.receive(talk.within(report.port === 25 ? limits.greetingPort25 : limits.greeting));
  if (answer.kind !== 'reply') {
    const { lines, bytes } = wire.reader.unfinished();
    if (lines.length > 0) report.banner = bannerOf(lines);
    if (answer.kind === 'silence' && lines.length === 0 && bytes === 0) return 'mute';
    // A lone first line, `220-`, is a teaser: the server means to go on, only later than we wait.
    if (answer.kind === 'silence' && lines.length === 1)
      talk.note('greeting-delayed', { ms: Math.round(talk.phase('banner')) });
    else talk.noteTrouble(answer.kind, 'greeting');
    return 'over';
  }
  const ms = talk.phase('banner');
  if (talk.encrypted && report.port === 465) {
    address.promptInTls = ms <= PROMPT_ROUND_TRIPS * (report.ms.connect ?? 0) + PROMPT_MS;
  }
  report.banner = bannerOf(answer.reply.lines);
  if (MASKED.test(report.banner)) talk.note('banner-masked');
  if (ms >= limits.lateGreeting) talk.note('greeting-delayed', { ms: Math.round(ms) });
  return judge(talk, answer.reply);
}

function judge(talk: Talk, reply: Reply): Greeting {
  const protocol = protocolOfReply(reply);
  if (protocol !== null) {
    talk.note('wrong-protocol', { protocol });
    return 'over';
  }
  const { code } = reply;
  if (isRefusal(code)) talk.noteRefusal('greeting-refused', reply);
  else if (isPutOff(code)) talk.noteRefusal('rate-limited', reply);
  else if (code !== READY && code !== NO_CODE) talk.note('reply-code-unexpected', { stage: 'greeting', code });
  talk.noteForm(reply, 'greeting');
  return code === READY ? 'ready' : 'over';
}
