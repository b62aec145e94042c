import type { RequestListener } from 'node:http';
import type { Adapter, AdapterHealth, Inbox } from '../adapter.ts';
import { AdapterError } from '../adapter-error.ts';
import { listenToActions } from './actions.ts';
import { CAPABILITIES } from '../capabilities.ts';
import { listenToCommands } from './commands.ts';
import { connectionError } from './connection-error.ts';
import { createDeliver } from './deliver.ts';
import { DeskApp } from './desk-app.ts';
import { listenToForms } from './forms.ts';
import { slackRequests } from './http-mode.ts';
import { serveInstallation } from './install-routes.ts';
import type { Intake } from './intake.ts';
import { createLanguages } from './languages.ts';
import { createLineThread } from './line-thread.ts';
import { listenToLifecycle } from './lifecycle.ts';
import { listenToMessages } from './messages.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { sdkLogger } from './sdk-logger.ts';
import { createSlackServer } from './slack-server.ts';
import { createSocketMode } from './socket-mode.ts';
import { createTurns } from '../turns.ts';
import type { SlackParts, SlackSettings } from './parts.ts';
import { createWorkspaces } from './workspaces.ts';
import { createElsewhere } from './elsewhere.ts';

/** The adapter, and a listener for Slack's requests where the host listens itself (`settings.http` is null). */
export type SlackAdapter = Adapter & {
  /** @returns false when the request is none of Slack's */
  listener: (...given: Parameters<RequestListener>) => boolean;
};

/**
 * Slack: Socket Mode with `appToken`, else HTTP with `signingSecret`; one workspace with `botToken`, else many that
 * install the app by OAuth.
 */
export function createSlackAdapter(settings: SlackSettings, parts: SlackParts): SlackAdapter {
  const { translator, installations, clock, log } = parts;
  const logger = sdkLogger(log);
  const workspaces = createWorkspaces({ settings, installations, logger, log, clock });
  const languages = createLanguages({ workspaces, choices: installations, clock, log });
  const app = new DeskApp(settings.apiUrl, logger);
  const elsewhere = createElsewhere();
  const turn = createTurns();
  const { deskChannel } = settings;
  let lastHeard: number | null = null;
  let problem: string | null = null;
  let connected = false;
  /** A token that Slack refuses will not get better. */
  let refused = false;
  let home: string | null = null;
  const onHeard = () => {
    lastHeard = clock();
  };
  app.onHeard(onHeard);

  const createLine = settings.ownThread === true ? createLineThread : createSocketMode;
  const socket =
    settings.appToken === null
      ? null
      : createLine({
          appToken: settings.appToken,
          apiUrl: settings.apiUrl,
          onEvent: (event) => app.processEvent(event),
          logger,
          log,
          onHeard,
        });
  const requests =
    socket || settings.signingSecret === null
      ? null
      : slackRequests({ signingSecret: settings.signingSecret, app, logger, clock });
  const onInstallFailure = (error: unknown) => log.warn({ error }, 'slack-not-installed');
  const listener: SlackAdapter['listener'] = (request, response) =>
    requests?.(request, response) === true ||
    (workspaces.installer !== null &&
      serveInstallation(
        { installer: workspaces.installer, once: parts.once, onFailure: onInstallFailure },
        request,
        response,
      ));
  const server =
    settings.http && (requests || workspaces.installer)
      ? createSlackServer((request, response) => {
          if (!listener(request, response)) response.writeHead(404).end();
        }, settings.http)
      : null;

  let listening = false;
  function listen(inbox: Inbox): void {
    if (listening) return;
    listening = true;
    const intake: Intake = {
      turn,
      inbox,
      translator,
      workspaces,
      languages,
      log,
      clock,
      deskChannel,
      deskRights: parts.deskRights,
      elsewhere,
    };
    listenToCommands(app, intake);
    listenToMessages(app, intake);
    listenToActions(app, intake);
    listenToForms(app, intake);
    listenToShortcuts(app, intake);
    listenToLifecycle(app, intake, (reason) => {
      if (settings.botToken !== null) problem = reason;
    });
  }

  /** A wrong token is better known at the start than from the first person who gets no answer. */
  async function checkToken(): Promise<void> {
    if (settings.botToken === null) return;
    try {
      const client = await workspaces.client({ team: '', enterprise: null });
      const { team_id: team } = await client.auth.test();
      home = team ?? null;
      onHeard();
    } catch (error) {
      throw connectionError(error, 'SLACK_BOT_TOKEN');
    }
  }

  return {
    name: 'slack',
    capabilities: CAPABILITIES.slack,
    listener,
    deliver: createDeliver({ translator, workspaces, log, clock, deskChannel, elsewhere, turn, home: () => home }),
    ended: new Promise(() => {}),
    async start(inbox) {
      listen(inbox);
      try {
        await checkToken();
        await server?.start();
        await socket?.start();
        problem = null;
        refused = false;
        connected = true;
      } catch (error) {
        problem = error instanceof AdapterError ? error.message : String(error);
        refused = error instanceof AdapterError && error.permanent;
        throw error;
      }
    },
    async stop() {
      await Promise.all([socket?.stop(), server?.stop()]);
      await app.settled();
    },
    async close() {
      connected = false;
    },
    health(): AdapterHealth {
      const of = socket?.state() ?? { state: connected ? 'connected' : 'connecting', problem: null };
      const withProblem = connected || refused ? 'failed' : of.state === 'connected' ? 'connecting' : of.state;
      const state = problem === null ? of.state : withProblem;
      // Over HTTP a quiet workspace sends nothing: silence says nothing of the connection.
      return { state, lastHeard: socket ? lastHeard : null, problem: problem ?? of.problem };
    },
  };
}
