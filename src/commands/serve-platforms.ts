import type { Config } from '../config.ts';

export async function servePlatforms(_config: Config, _io: NodeJS.Process): Promise<number> {
  return 0;
}
