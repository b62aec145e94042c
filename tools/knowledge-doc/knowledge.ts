import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { loadProviders } from '../../src/knowledge/load-providers.ts';

/**
 * All rows that the page shows.
 *
 * @throws KnowledgeError naming file and row
 */
export function allKnowledge() {
  const { engine } = loadKnowledge();
  return { ...engine.diagnosis, ...engine.reading, providers: loadProviders() };
}

export type Knowledge = ReturnType<typeof allKnowledge>;
