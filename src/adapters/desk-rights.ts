/** What the desk file lets people of the desk do. */
export type DeskRight = 'claim' | 'resolve' | 'figures';

/**
 * @param ids the platform's id of the person, and those of their roles
 * @returns null where the desk file names nobody on this platform: then everybody in the desk's channel may
 */
export type DeskRights = (ids: readonly string[], right: DeskRight) => boolean | null;

/** The right that a button at the desk needs: who may take a case may hand it back. */
export function rightFor(action: 'claim' | 'hand-back' | 'resolve'): DeskRight {
  return action === 'resolve' ? 'resolve' : 'claim';
}
