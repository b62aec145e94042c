import type { Mutation } from './mutation.ts';
import written from './mutations.json' with { type: 'json' };

/** Walls that can be taken away one by one. docs/security.md tells which threat each of them holds off. */
export const ALL_MUTATIONS: readonly Mutation[] = written;

/** Those that are taken away whenever the tests run: of each kind some, whose tests take little time. */
export const MUTATIONS: readonly Mutation[] = ALL_MUTATIONS.filter(({ inTests }) => inTests);
