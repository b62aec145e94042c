import { registerHooks } from 'node:module';
import { mutate } from './mutate.ts';
import { ALL_MUTATIONS } from './mutations.ts';

/**
 * For `node --import`: loads the one file of the mutation that the query names (`take-wall-away.ts?own-addresses`) with its
 * wall taken away. All else is loaded as it is.
 */
const named = new URL(import.meta.url).search.slice(1);
const mutation = ALL_MUTATIONS.find(({ id }) => id === named);
if (mutation === undefined) throw new Error(`no mutation ${named}`);
const file = new URL(`../../../${mutation.file}`, import.meta.url).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url.split('?')[0] !== file) return loaded;
    return { ...loaded, source: mutate(String(loaded.source), mutation) };
  },
});
