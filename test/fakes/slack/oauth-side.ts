import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FakeSlack } from './fake-slack.ts';
import type { FakeTeam } from './state.ts';
import type { Answer, Args } from './web-api.ts';

/** The page where a person allows the app, and the exchange of the code that it sends back. */
export class FakeOAuth {
  readonly clientId = 'client.1';
  readonly clientSecret = 'client-secret';
  /** The workspace that the next person installs to. */
  nextTeam = 'T2';
  /** Tokens live so many seconds and are renewed; null: they live for ever. */
  expiresIn: number | null = null;
  /** The next person installs for this whole organisation: its workspaces are those of `addTeam` that name it. */
  nextEnterprise: string | null = null;
  readonly #refresh = new Map<string, string>();
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
    if (args['grant_type'] === 'refresh_token') return this.#renew(args['refresh_token'] ?? '');
    const id = this.#codes.get(args['code'] ?? '');
    this.#codes.delete(args['code'] ?? '');
    if (id === undefined) return { ok: false, error: 'invalid_code' };
    const team = this.#slack.teams.get(id) ?? this.#slack.addTeam(id, `xoxb-${id}-${randomUUID()}`);
    team.tokenError = null;
    const enterprise = this.nextEnterprise;
    if (enterprise !== null) this.#joinOrganisation(team, enterprise);
    return {
      ok: true,
      app_id: 'A1',
      access_token: team.botToken,
      token_type: 'bot',
      scope: 'commands,chat:write',
      bot_user_id: team.botUser,
      team: enterprise === null ? { id, name: `Team ${id}` } : null,
      enterprise: enterprise === null ? null : { id: enterprise, name: enterprise },
      is_enterprise_install: enterprise !== null,
      authed_user: { id: 'U1' },
      ...this.#expiry(id),
    };
  }

  /** A refresh token works once. The token before is dead at once, which is stricter than Slack. */
  #renew(refresh: string): Answer {
    const id = this.#refresh.get(refresh);
    this.#refresh.delete(refresh);
    const team = id === undefined ? undefined : this.#slack.teams.get(id);
    if (!team || id === undefined) return { ok: false, error: 'invalid_refresh_token' };
    team.botToken = `xoxe.xoxb-${id}-${randomUUID()}`;
    return { ok: true, access_token: team.botToken, token_type: 'bot', ...this.#expiry(id) };
  }

  #expiry(id: string): Partial<Answer> {
    if (this.expiresIn === null) return {};
    const refresh_token = `xoxe-${id}-${randomUUID()}`;
    this.#refresh.set(refresh_token, id);
    return { refresh_token, expires_in: this.expiresIn };
  }

  #joinOrganisation(first: FakeTeam, enterprise: string): void {
    first.enterprise = enterprise;
    for (const team of this.#slack.teams.values()) {
      if (team.enterprise === enterprise) team.botToken = first.botToken;
    }
  }
}
