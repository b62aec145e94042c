import * as fc from 'fast-check';
import { MAX_REPLY_LINES } from '../../src/probe/limits.ts';
import { ReplyReader, type Reply } from '../../src/probe/reply-reader.ts';
import { fuzzed } from './fuzzed.ts';

const likely = fc
  .constantFrom('220-', '250 ', '\r\n', '\n', '\r', '\u0000', 'AUTH', '22', '5', '-', ' ', '554 5.7.1 no\r\n', '\u202e')
  .map((text) => [...Buffer.from(text)]);
const bytes = fc
  .array(fc.oneof(likely, fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 20 })), { maxLength: 80 })
  .map((parts) => parts.flat());

function read(chunks: Buffer[]): { replies: Reply[]; overflow: boolean } {
  const reader = new ReplyReader();
  for (const chunk of chunks) reader.push(chunk);
  const replies: Reply[] = [];
  for (let reply = reader.take(); reply !== null; reply = reader.take()) replies.push(reply);
  return { replies, overflow: reader.overflow };
}

export const smtpReplies = [
  fuzzed(
    'smtp-replies-however-cut',
    fc.record({ bytes, size: fc.integer({ min: 1, max: 40 }) }),
    ({ bytes: all, size }) => {
      const whole = Buffer.from(all);
      const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
        whole.subarray(n * size, (n + 1) * size),
      );
      return JSON.stringify(read(cut)) === JSON.stringify(read([whole]));
    },
  ),
  fuzzed('smtp-replies-have-a-shape', bytes, (all) =>
    read([Buffer.from(all)]).replies.every(
      ({ code, lines }) =>
        Number.isInteger(code) &&
        code >= 0 &&
        code <= 999 &&
        lines.length > 0 &&
        lines.length <= MAX_REPLY_LINES + 1 &&
        lines.every((line) => !line.includes('\n') && !line.endsWith('\r')),
    ),
  ),
];
