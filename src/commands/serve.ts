import type { Config } from '../config.ts';
import type { Language } from '../message/message.ts';
import { serveOnTerminal } from './serve-on-terminal.ts';
import { servePlatforms } from './serve-platforms.ts';

export type ServeOptions = { io: NodeJS.Process; language: Language };

/** Runs every configured platform; with none configured the conversation is held here, so that a first start shows the product. */
export function serve(config: Config, { io, language }: ServeOptions): Promise<number> {
  if (config.slack === null && config.discord === null) return serveOnTerminal(config, { io, language });
  return servePlatforms(config, io);
}
