import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FakeSlack } from './fake-slack.ts';
import type { Answer, Args } from './web-api.ts';

/** The page where a person allows the app, and the exchange of the code that it sends back. */
export class FakeOAuth {
  readonly clientId = 'client.1';
  readonly clientSecret = 'client-secret';
  /** The workspace that the next person installs to. */
  nextTeam = 'T2';
  readonly #codes = new Map<string, string>();
  readonly #slack: FakeSlack;

  constructor(slack: FakeSlack) {
    this.#slack = slack;
  }

  /** Allows at once, as a person who presses the button. */
  page(url: URL, response: ServerResponse): void {
    const code = randomUUID();
    this.#codes.set(code, this.nextTeam);
    const back = new URL(url.searchParams.get('redirect_uri') ?? 'http://127.0.0.1/missing');
    back.searchParams.set('code', code);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    response.writeHead(302, { location: back.toString() }).end();
  }

  access(args: Args): Answer {
    if (args['client_id'] !== this.clientId || args['client_secret'] !== this.clientSecret) {
      return { ok: false, error: 'bad_client_secret' };
    }
    const id = this.#codes.get(args['code'] ?? '');
    this.#codes.delete(args['code'] ?? '');
    if (id === undefined) return { ok: false, error: 'invalid_code' };
    const team = this.#slack.teams.get(id) ?? this.#slack.addTeam(id, `xoxb-${id}-${randomUUID()}`);
    team.tokenError = null;
    return {
      ok: true,
      app_id: 'A1',
      access_token: team.botToken,
      token_type: 'bot',
      scope: 'commands,chat:write',
      bot_user_id: team.botUser,
      team: { id, name: `Team ${id}` },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: 'U1' },
    };
  }
}
