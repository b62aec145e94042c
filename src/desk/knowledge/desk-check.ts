import type { Resources } from '../../message/translator.ts';
import type { EntryPath } from '../desk-source.ts';
import { causeMistakes, clientMistakes, remedyMistakes } from './check-extra-rows.ts';
import { wordingMistakes } from './check-wording.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';
import type { Knowledge } from './with-desk.ts';

/** Something in the desk's knowledge that does not fit the bot's own: where, and what to do instead. */
export type Mistake = { path: EntryPath; remedy: string };

/** All that does not fit, beyond the shape: names that are taken, keys and ids that there are not, words that are missing. */
export function deskMistakes(desk: DeskKnowledge, base: Knowledge, resources: Resources): Mistake[] {
  const { diagnosis } = base.engine;
  const taken = (id: string, rows: readonly { id: string }[]) => rows.some((row) => row.id === id);
  return [
    ...idMistakes('servers', desk.servers, (id) => base.providers.byId(id) !== null),
    ...idMistakes(
      'lines',
      desk.lines.map(({ line }) => line),
      (id) => taken(id, diagnosis.lines),
    ),
    ...idMistakes(
      'causes',
      desk.causes.map(({ cause }) => cause),
      (id) => taken(id, diagnosis.causes),
    ),
    ...idMistakes(
      'remedies',
      desk.remedies.map(({ remedy }) => remedy),
      (id) => taken(id, diagnosis.remedies),
    ),
    ...idMistakes(
      'clients',
      desk.clients.map(({ client }) => client),
      (id) => taken(id, diagnosis.clients),
    ),
    ...sharedNames(desk),
    ...wordingMistakes(desk.wording, resources),
    ...causeMistakes(desk, base),
    ...remedyMistakes(desk, base),
    ...clientMistakes(desk),
  ];
}

function idMistakes(list: string, rows: readonly { id: string }[], isTaken: (id: string) => boolean): Mistake[] {
  return rows.flatMap(({ id }, place): Mistake[] => {
    const path = [list, place, 'id'];
    if (isTaken(id)) return [{ path, remedy: `"${id}" is taken by a row of the bot's own; choose another` }];
    const isRepeated = rows.findIndex((row) => row.id === id) < place;
    return isRepeated ? [{ path, remedy: `"${id}" stands here twice; choose another` }] : [];
  });
}

/** A mail domain belongs to one server, or nobody knew which settings to give. */
function sharedNames({ servers }: DeskKnowledge): Mistake[] {
  const owners = new Map<string, string>();
  return servers.flatMap(({ id, domains }, place) =>
    domains.flatMap((domain, at): Mistake[] => {
      const owner = owners.get(domain);
      if (owner === undefined) {
        owners.set(domain, id);
        return [];
      }
      return [{ path: ['servers', place, 'domains', at], remedy: `"${domain}" belongs to "${owner}" already` }];
    }),
  );
}
