import { registerHooks } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_TRACES } from '../../src/observe/traces.ts';

/** Everything that can be traced: an event with its step, an effect with its probe, and failures. Prints what came of it. */
const loaded: string[] = [];
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('@opentelemetry/')) loaded.push(specifier);
    return next(specifier, context);
  },
});
const { startTraces } = await import('../../src/observe/traces.ts');

const fields = { case: '7K3M9-QX2DP', platform: 'slack' };
/** As a careless caller would have it. */
const withWords = { ...fields, text: 'my password is hunter2' };

const traces = await startTraces(process.env);
const ids: Record<string, string>[] = [];
const effects: Promise<string>[] = [];
const taken = await traces.span('event', { ...withWords, event: 'said' }, async () => {
  await sleep(1);
  ids.push(traces.ids());
  effects.push(
    traces.span('effect', { ...fields, effect: 'probe', attempt: 1 }, () =>
      traces.span('probe', fields, async () => {
        await sleep(1);
        return 'probed';
      }),
    ),
  );
  return traces.span('step', fields, () => 'stepped');
});
const failures = [
  await traces.span('effect', fields, () => Promise.reject(new Error('hunter2'))).catch(() => 'rejected'),
  thrown(() => {
    throw Object.assign(new Error('hunter2'), { code: 'ECONNRESET' });
  }),
];
await Promise.all(effects);
await traces.stop();
process.stdout.write(JSON.stringify({ off: traces === NO_TRACES, taken, failures, ids, loaded }));
// As the bot does at its end: what the exporter still tries is not waited for.
process.exit();

function thrown(run: () => never): string {
  try {
    return traces.span('step', fields, run);
  } catch {
    return 'thrown';
  }
}
