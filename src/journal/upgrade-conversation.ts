/** A stored conversation of any version: only the shape's name is known. */
export type StoredConversation = { version: number; id: string; [field: string]: unknown };

type Upgrade = (stored: StoredConversation) => StoredConversation;

/** One function a version, the first for version 1; each gives the next version. A released one never changes. */
const UPGRADES: readonly Upgrade[] = [fromVersion1];

/** The version that the chain of upgrades leads to. */
export const NEWEST_VERSION = UPGRADES.length + 1;

/** Brings a stored conversation up to the newest version; one of an unknown version is given back as it is. */
export function upgradeConversation(stored: StoredConversation): StoredConversation {
  const upgrade = UPGRADES[stored.version - 1];
  return upgrade ? upgradeConversation(upgrade(stored)) : stored;
}

/** Version 2 knows reminders, the desk's view of a case, what was reported, and the case's record. */
function fromVersion1(stored: StoredConversation): StoredConversation {
  return { ...stored, version: 2, advisedRemedy: null, reminded: false, desk: null, reported: [], log: [] };
}
