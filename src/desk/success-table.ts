/** How a cause's remedies did. `rate`: share that worked among those who said, 0 to 1; null while nobody said. */
export type SuccessRow = { cause: string; told: number; worked: number; failed: number; rate: number | null };

/** What the desk can see of its cases: from the journal's figures to one row a cause, the most frequent first. */
export function successTable(figures: ReadonlyMap<string, number>): SuccessRow[] {
  const rows = new Map<string, SuccessRow>();
  for (const [name, value] of figures) {
    const [what, cause] = name.split(':');
    if (cause === undefined || (what !== 'cause' && what !== 'worked' && what !== 'failed')) continue;
    const row = rows.get(cause) ?? { cause, told: 0, worked: 0, failed: 0, rate: null };
    rows.set(cause, row);
    if (what === 'cause') row.told += value;
    else row[what] += value;
  }
  for (const row of rows.values()) {
    const said = row.worked + row.failed;
    row.rate = said === 0 ? null : row.worked / said;
  }
  return [...rows.values()].toSorted((one, other) => other.told - one.told || one.cause.localeCompare(other.cause));
}
