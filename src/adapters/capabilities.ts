import type { Capabilities } from './adapter.ts';
import table from './capabilities.json' with { type: 'json' };

/**
 * What each platform can show and do, as the documentation and the host read it. Where the numbers come from: Slack's
 * `chat.update` is of tier 3, 50 a minute in one workspace (https://docs.slack.dev/apis/web-api/rate-limits), of which
 * some are left for buttons; Discord's edit bucket is about 5 in 5 s a channel, and other messages share it.
 */
export const CAPABILITIES = table satisfies Record<string, Capabilities>;
