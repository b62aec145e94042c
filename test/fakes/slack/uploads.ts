import type { FakeTeam } from './state.ts';
import type { Answer, Args } from './web-api.ts';

type File = { id: string; name: string; altText: string; length: number; bytes: Buffer | null; channel: string | null };

/** Files in two steps (https://docs.slack.dev/messaging/working-with-files#upload). */
export class Uploads {
  readonly files: File[] = [];

  answer(method: string, args: Args, team: FakeTeam, origin: string): Answer {
    if (method === 'files.getUploadURLExternal') {
      const length = Number(args['length']);
      if (!args['filename'] || !(length > 0)) return { ok: false, error: 'invalid_arguments' };
      const id = `F${team.id}${this.files.length + 1}`;
      this.files.push({
        id,
        name: args['filename'],
        altText: args['alt_text'] ?? '',
        length,
        bytes: null,
        channel: null,
      });
      return { ok: true, upload_url: `${origin}/upload/${id}`, file_id: id };
    }
    if (method !== 'files.completeUploadExternal') return { ok: false, error: 'unknown_method' };
    const channel = args['channel_id'] ?? null;
    if (channel !== null && !team.channels.get(channel)?.botIn) return { ok: false, error: 'channel_not_found' };
    const ids = [...(args['files'] ?? '').matchAll(/"id":"([^"]+)"/g)].map((match) => match[1]);
    const named = this.files.filter((file) => ids.includes(file.id));
    if (named.length === 0 || named.some((file) => file.bytes === null)) return { ok: false, error: 'file_not_found' };
    for (const file of named) file.channel = channel;
    return { ok: true, files: named.map(({ id, name }) => ({ id, title: name })) };
  }

  /** The bytes, as a form with one field. */
  take(path: string, body: Buffer): Answer {
    const file = this.files.find((candidate) => path.endsWith(`/${candidate.id}`));
    if (!file) return { ok: false, error: 'file_not_found' };
    file.bytes = body;
    return { ok: true };
  }
}
