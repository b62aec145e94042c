/** A stored effect of any release: only its type is known. */
export type StoredEffect = { type: string; [field: string]: unknown };

/** Gives an effect that an earlier release wrote the fields that came later. */
export function upgradeEffect(stored: StoredEffect): StoredEffect {
  // Whether another edit follows is unknown, so this one must be shown.
  if (stored.type === 'edit') return { final: true, ...stored };
  if (stored.type === 'hand-off') return { message: { blocks: [] }, ...stored };
  return stored;
}
