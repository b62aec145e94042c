/** Ids of this adapter in the words of the journal: unique over all platforms. */

export function workspaceKey(team: string): string {
  return `slack:${team}`;
}

export function personKey(team: string, user: string): string {
  return `slack:${team}:${user}`;
}

/** A message: Slack's `ts` is unique in its channel. */
export type MessageId = { team: string; channel: string; ts: string };

export function messageId({ team, channel, ts }: MessageId): string {
  return `slack:${team}/${channel}/${ts}`;
}

const written = /^slack:(?<team>[^/]+)\/(?<channel>[^/]+)\/(?<ts>[^/]+)$/;

/** @returns null for an id of another platform */
export function readMessageId(id: string | null): MessageId | null {
  const groups = written.exec(id ?? '')?.groups;
  if (!groups?.['team'] || !groups['channel'] || !groups['ts']) return null;
  return { team: groups['team'], channel: groups['channel'], ts: groups['ts'] };
}
