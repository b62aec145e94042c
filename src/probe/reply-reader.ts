import { MAX_CONVERSATION_BYTES, MAX_LINE_BYTES, MAX_REPLY_BYTES, MAX_REPLY_LINES } from './limits.ts';
import { oddCharacters, type OddCharacters } from './odd-characters.ts';

/** One SMTP reply (RFC 5321 section 4.2). */
export type Reply = {
  /** 0 where the reply does not begin with three digits. */
  code: number;
  /** The text behind the code, a line each, as it came. */
  lines: string[];
  /** The codes of its lines differ, or a line among them has none. */
  malformed: boolean;
  /** Absent where all its characters belong in a reply; else what is odd about the first line that is. */
  odd?: OddCharacters;
};

const LINE = /^(?<code>\d{3})(?:(?<more>-)|[ \t]|$)(?<text>.*)$/su;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts a stream into SMTP replies, whatever comes: bare line feeds, NUL, invalid UTF-8, lines and replies without an end.
 * Holds at most one unfinished line, and gives up for good (`overflow`) once a limit is passed.
 */
export class ReplyReader {
  overflow = false;
  private rest: Buffer = Buffer.alloc(0);
  private current: Reply = { code: 0, lines: [], malformed: false };
  private currentBytes = 0;
  private total = 0;
  private readonly ready: Reply[] = [];

  push(chunk: Buffer): void {
    if (this.overflow) return;
    this.total += chunk.length;
    let bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    for (;;) {
      const end = bytes.indexOf(LINE_FEED);
      if (Math.max(end, end < 0 ? bytes.length : 0) > MAX_LINE_BYTES) return this.giveUp();
      if (end < 0) break;
      this.line(bytes.subarray(0, end));
      bytes = bytes.subarray(end + 1);
      if (this.currentBytes > MAX_REPLY_BYTES || this.current.lines.length > MAX_REPLY_LINES) return this.giveUp();
    }
    this.rest = Buffer.from(bytes);
    if (this.total > MAX_CONVERSATION_BYTES) this.giveUp();
  }

  /** The next whole reply; null when there is none yet. */
  take(): Reply | null {
    return this.ready.shift() ?? null;
  }

  /** What has come of a reply that has not ended. */
  unfinished(): { lines: string[]; code: number; bytes: number; odd: OddCharacters | null } {
    const odd = this.current.odd ?? oddCharacters(this.rest, false);
    return { lines: this.current.lines, code: this.current.code, bytes: this.rest.length, odd };
  }

  /** Forgets all that was not taken yet, and tells whether there was anything. */
  discard(): boolean {
    const some = this.ready.length > 0 || this.rest.length > 0 || this.current.lines.length > 0;
    this.ready.length = 0;
    this.rest = Buffer.alloc(0);
    this.begin();
    return some;
  }

  private giveUp(): void {
    this.overflow = true;
    this.rest = Buffer.alloc(0);
  }

  private begin(): void {
    this.current = { code: 0, lines: [], malformed: false };
    this.currentBytes = 0;
  }

  private line(bytes: Buffer): void {
    this.currentBytes += bytes.length + 1;
    const odd = oddCharacters(bytes);
    if (odd !== null) this.current.odd ??= odd;
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    const line = bytes.toString('utf8', 0, end);
    const groups = LINE.exec(line)?.groups;
    const first = this.current.lines.length === 0;
    if (groups === undefined) {
      this.current.malformed = true;
      this.current.lines.push(line);
      if (first) this.end();
      return;
    }
    const code = Number(groups['code']);
    if (!first && code !== this.current.code) this.current.malformed = true;
    this.current.code = code;
    this.current.lines.push(groups['text'] ?? '');
    if (groups['more'] === undefined) this.end();
  }

  private end(): void {
    this.ready.push(this.current);
    this.begin();
  }
}
