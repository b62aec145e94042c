import type { AdapterHealth } from '../adapter.ts';

/** Two streams of this process need no connection. */
export const ALWAYS_THERE: AdapterHealth = { state: 'connected', lastHeard: null, problem: null };
