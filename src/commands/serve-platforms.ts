import { once } from 'node:events';
import type { Adapter } from '../adapters/adapter.ts';
import { assemble } from '../app.ts';
import type { Config } from '../config.ts';
import { rehearse } from '../conversation/rehearse.ts';
import { keepDeskFresh } from '../desk/keep-desk-fresh.ts';
import { createLiveDesk } from '../desk/live-desk.ts';
import { connect } from '../host/connect.ts';
import type { Host } from '../host/host.ts';
import { limitsOf } from '../host/limits.ts';
import type { Observer } from '../host/observer.ts';
import { createHealth } from '../observe/health.ts';
import { startHttpServer } from '../observe/http-server.ts';
import { createLogger } from '../observe/logger.ts';
import { createMetrics } from '../observe/metrics.ts';
import { createObserver } from '../observe/create-observer.ts';
import { probeNotice } from '../observe/probe-notice.ts';
import { observeRequests } from '../observe/observe-requests.ts';
import { startTraces } from '../observe/traces.ts';
import { openJournal } from '../open-journal.ts';
import { platforms, SLACK_PATH } from '../platforms.ts';
import { probeName } from '../prober-for.ts';
import { stopSignal } from '../stop-signal.ts';

/** No platform can be connected to, and none of them ever will be with these settings. */
const NONE_LEFT = 2;

/** Runs the configured platforms until a signal to stop. */
export async function servePlatforms(config: Config, io: NodeJS.Process): Promise<number> {
  const stopping = stopSignal(io);
  const desk = createLiveDesk(config.deskFile);
  const traces = await startTraces(io.env);
  const log = createLogger({ level: config.logLevel, context: traces.ids });
  const onError = (error: unknown) => log.warn({ error }, 'journal-failed');
  const journal = await openJournal(config, { role: 'serve', onError });
  const configured = await platforms({ config, journal, desk, log });
  const adapters = configured.map(({ adapter }) => adapter);

  const backlog = () => journal.effects.backlog();
  const metrics = createMetrics({ backlog, adapters: () => adapters, now: Date.now });
  const observer = createObserver(metrics, log, traces);
  const host = assemble(config, { journal, adapters, desk, observer, limited: true });
  const fresh = config.deskFile === null ? null : keepDeskFresh(config.deskFile, desk, log);
  const health = createHealth({
    adapters: () => adapters,
    journal: backlog,
    stopping: () => stopping.aborted,
    ...(fresh ? { desk: fresh.state } : {}),
    now: Date.now,
  });
  const http = config.http && (await startHttpServer(config.http, observeRequests(health, metrics)));
  const { probeContact: contact, limits } = config.desk;
  if (http && contact !== null) {
    const notice = { name: probeName(config), contact, perMinute: limitsOf(limits).address.capacity };
    http.mount('/', probeNotice(desk.translator, notice));
  }
  const takeOff = configured.flatMap(({ requests }) => (http && requests ? [http.mount(SLACK_PATH, requests)] : []));
  try {
    await host.start();
    log.info({ count: adapters.length }, 'bot-started');
    setImmediate(() => rehearse(desk.engine(false)));
    const code = await untilStopped(adapters, host, observer, stopping);
    log.info({}, 'bot-stopping');
    for (const off of takeOff) off();
    await Promise.all(adapters.map((adapter) => adapter.stop()));
    await host.stop();
    await Promise.all(adapters.map((adapter) => adapter.close()));
    log.info({}, 'bot-stopped');
    return code;
  } finally {
    fresh?.stop();
    await http?.close();
    await journal.close();
    await traces.stop();
  }
}

/** Resolves with the exit code: 0 at a signal to stop, else once every platform has refused for good. */
async function untilStopped(
  adapters: readonly Adapter[],
  host: Host,
  observer: Observer,
  stopping: AbortSignal,
): Promise<number> {
  const connections = adapters.map((adapter) => connect(adapter, host.inbox(adapter.name), { observer, stopping }));
  const allRefused = Promise.all(connections).then((ends) => ends.every((end) => end === 'refused'));
  const stopped = once(stopping, 'abort').then(() => 'stopped' as const);
  const first = await Promise.race([stopped, allRefused.then((refused) => (refused ? 'refused' : stopped))]);
  return first === 'refused' ? NONE_LEFT : 0;
}
