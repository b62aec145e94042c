import { analyse } from 'scslre';

/** Why a pattern may take time that grows faster than the text: what is repeated to attack it. Null: it takes linear time. */
export type SuperLinear = { kind: string; attack: string } | null;

/**
 * Whether a regular expression can be made to take more than linear time: by backtracking, or by being begun anew at every
 * place of a text.
 *
 * @throws SyntaxError for a source that is no regular expression
 */
export function superLinear(source: string, flags: string): SuperLinear {
  const [report] = analyse({ source, flags }, { maxReports: 1 }).reports;
  return report ? { kind: report.exponential ? 'exponential' : report.type, attack: report.character.pick } : null;
}
