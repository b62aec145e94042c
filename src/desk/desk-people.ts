import * as z from 'zod/mini';

/** `claim`: take a case and hand it back; `resolve`: mark it as solved; `figures`: see how often the steps helped. */
export const DESK_RIGHTS = ['claim', 'resolve', 'figures'] as const;
export type DeskRight = (typeof DESK_RIGHTS)[number];

/** Somebody of the desk. On Discord `id` may be that of a role, which many have. */
export type DeskPerson = { platform: 'slack' | 'discord'; id: string; may: readonly DeskRight[] };

const may = z.optional(z.array(z.literal(DESK_RIGHTS)));
const slackUser = z.string().check(z.regex(/^[UW][A-Z0-9]+$/, 'must be the id of a person (U0123456789), not a name'));
const DIGITS_ONLY = 'must be the id of a person or a role: digits only';
/** Ids of Discord exceed what a number can hold, so that one without quotes arrives as a bigint. */
const discordId = z.pipe(
  z.union([z.bigint(), z.string().check(z.regex(/^\d+$/, DIGITS_ONLY))], DIGITS_ONLY),
  z.transform(String),
);

/** `people` of the desk file. */
export const peopleShape = z.array(
  z.union(
    [z.strictObject({ slack: slackUser, may }), z.strictObject({ discord: discordId, may })],
    'must be { slack: U0123456789 } or { discord: "123456789012345678" }, with may: [claim, resolve, figures] or without',
  ),
);

/** Without `may` somebody may do everything. */
export function peopleOf(given: z.infer<typeof peopleShape>): DeskPerson[] {
  return given.map(({ may: rights = DESK_RIGHTS, ...who }) =>
    'slack' in who
      ? { platform: 'slack', id: who.slack, may: rights }
      : { platform: 'discord', id: who.discord, may: rights },
  );
}

/**
 * @param ids the person's id, and those of their roles
 * @returns null where the desk file names nobody on the platform: then everybody in the desk's channel may
 */
export function mayAtDesk(
  people: readonly DeskPerson[],
  platform: DeskPerson['platform'],
  ids: readonly string[],
  right: DeskRight,
): boolean | null {
  const there = people.filter((one) => one.platform === platform);
  if (there.length === 0) return null;
  return there.some((one) => ids.includes(one.id) && one.may.includes(right));
}
