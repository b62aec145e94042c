import { AdapterError } from '../adapters/adapter-error.ts';
import type { Observer } from '../host/observer.ts';
import { audit } from './audit.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Traces } from './traces.ts';

/** Several come within a second while a probe runs. */
const FREQUENT_EVENTS = ['probe-progressed'];
/** Something is lost, or will be if it goes on. */
const BAD_OUTCOMES = ['failed', 'impossible'];

/** Counts and logs what the host tells. */
export function createObserver(metrics: Metrics, log: Log, traces: Traces): Observer {
  return {
    span: traces.span,
    taken({ conversation, platform, event, repeat, ms, stepMs }) {
      const fields = { case: conversation, platform, event, ms };
      if (repeat) {
        metrics.eventRepeated();
        log.info(fields, 'event-repeated');
        return;
      }
      metrics.eventTaken(platform, event, ms);
      metrics.stepped(stepMs);
      log[FREQUENT_EVENTS.includes(event) ? 'debug' : 'info'](fields, 'event-taken');
    },
    limited(limit) {
      metrics.limited(limit);
      log.info({ limit }, 'request-limited');
    },
    delivered({ conversation, platform, effect, outcome, ms }) {
      metrics.delivered(platform, outcome);
      const fields = { case: conversation, platform, effect, result: outcome, ms };
      log[BAD_OUTCOMES.includes(outcome) ? 'warn' : 'info'](fields, 'effect-delivered');
    },
    probed({ conversation, result, ms }) {
      metrics.probed(result, ms);
      log.info({ case: conversation, result, ms }, 'probe-ended');
    },
    causeFound(cause) {
      metrics.causeFound(cause);
    },
    handedOff() {
      metrics.handedOff();
    },
    deskActed({ conversation, platform, person, action, before, after }) {
      audit(log, {
        act: action,
        result: before === after ? 'refused' : 'done',
        case: conversation,
        platform,
        from: before ?? 'none',
        to: after ?? 'none',
        ...(person !== undefined && { person }),
      });
    },
    ended({ resolved, questions }) {
      if (resolved) metrics.solved();
      metrics.caseClosed(questions);
    },
    crowd(people) {
      log.info({ count: people }, 'crowd-found');
    },
    failed(what, error) {
      const isFinal = error instanceof AdapterError && error.permanent;
      log[isFinal ? 'error' : 'warn']({ task: what, error }, 'task-failed');
    },
  };
}
