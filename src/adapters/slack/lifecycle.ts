import type { App } from '@slack/bolt';
import { attend, type Actor, type Intake } from './intake.ts';
import { publishHome } from './home.ts';

/** The App Home is opened, and the app is removed. */
export function listenToLifecycle(app: App, intake: Intake, onRemoved: (reason: string) => void): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const actor: Actor = { ...tenantOf(body), user: event.user };
    // The page stays as it was: there is nothing to tell anybody.
    await attend(
      intake,
      actor,
      async () => {},
      () => publishHome(intake, actor),
    );
  });
  app.event('app_uninstalled', async ({ body }) => {
    intake.log.warn({ workspace: `slack:${body.team_id}` }, 'slack-uninstalled');
    await intake.workspaces.remove(tenantOf(body), 'uninstalled');
    onRemoved('the app was removed from the workspace; install it again and give its new SLACK_BOT_TOKEN');
  });
  app.event('tokens_revoked', async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length === 0) return;
    intake.log.warn({ workspace: `slack:${body.team_id}` }, 'slack-tokens-revoked');
    await intake.workspaces.remove(tenantOf(body), 'revoked');
    onRemoved('SLACK_BOT_TOKEN was revoked; install the app again and give its new token');
  });
}

type Body = {
  team_id: string;
  enterprise_id?: string | undefined;
  is_enterprise_install?: boolean | undefined;
  authorizations?:
    | { team_id: string | null; enterprise_id: string | null; is_enterprise_install?: boolean }[]
    | undefined;
};

function tenantOf(body: Body) {
  const [authorization] = body.authorizations ?? [];
  const whole = (authorization?.is_enterprise_install ?? body.is_enterprise_install) === true;
  const enterprise = authorization?.enterprise_id ?? body.enterprise_id ?? null;
  return { team: authorization?.team_id ?? body.team_id, enterprise: whole ? enterprise : null };
}
