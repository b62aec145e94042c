import type { Cause, Feature } from './diagnosis-schema.ts';
import { KnowledgeError } from './parse-rows.ts';

/**
 * Holds every cause to its vantage points: what makes it likely or confirmed has to name something that was learnt where the
 * cause can be seen at all. A probe of the server thus never speaks of the person's own network.
 *
 * @throws KnowledgeError naming the row
 */
export function checkVantages(causes: Cause[], features: Feature[]): void {
  const vantageOf = new Map(features.map(({ id, vantage }) => [id, vantage]));
  for (const cause of causes) {
    for (const condition of [...cause.likelyIf, ...cause.confirmedBy]) {
      const vantages = Object.keys(condition).map((id) => vantageOf.get(id));
      if (vantages.some((vantage) => vantage !== undefined && cause.seenFrom.includes(vantage))) continue;
      const seenFrom = cause.seenFrom.join(', ');
      throw new KnowledgeError(
        'causes.json',
        `row ${cause.id}: ${JSON.stringify(condition)} names no feature that is learnt from ${seenFrom}`,
      );
    }
  }
}
