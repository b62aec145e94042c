/** A message of Discord, unique over all platforms: `discord:<channel>/<message>`. */
export function platformId(channel: string, message: string): string {
  return `discord:${channel}/${message}`;
}

export function readPlatformId(id: string): { channel: string; message: string } | null {
  const match = /^discord:(\d+)\/(\d+)$/.exec(id);
  const [, channel, message] = match ?? [];
  return channel === undefined || message === undefined ? null : { channel, message };
}

/** One person, the same in all guilds and direct messages. */
export function personKey(user: string): string {
  return `discord:${user}`;
}

/** Where the limits of many people together apply: the guild; outside of guilds everybody is alone. */
export function workspaceKey(guild: string | null, user: string): string {
  return guild === null ? `discord:direct:${user}` : `discord:${guild}`;
}
