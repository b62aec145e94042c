import type { Text } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';

/** As many causes as a person reads at a glance. */
const MOST_CAUSES = 5;

/**
 * What the desk sees of its figures (their names: `op25b stats`): how the cases ended, and how often the steps for the
 * most frequent causes helped.
 */
export function deskFigures(
  figures: Map<string, number>,
  isCause: (id: string) => boolean,
): { line: Text; causes: Text[] } {
  const count = (name: string) => figures.get(name) ?? 0;
  const tried = new Map<string, { worked: number; total: number }>();
  for (const [name, times] of figures) {
    const [outcome, cause] = name.split(':');
    if ((outcome !== 'worked' && outcome !== 'failed') || cause === undefined || !isCause(cause)) continue;
    const before = tried.get(cause) ?? { worked: 0, total: 0 };
    tried.set(cause, { worked: before.worked + (outcome === 'worked' ? times : 0), total: before.total + times });
  }
  const most = [...tried].toSorted(([, one], [, other]) => other.total - one.total).slice(0, MOST_CAUSES);
  return {
    line: text('slack:home.desk', {
      solved: count('cases:solved'),
      unsolved: count('cases:unsolved'),
      handed: count('cases:handed-off'),
    }),
    causes: most.map(([cause, { worked, total }]) =>
      text('slack:home.helped', {
        cause: dataText(`cause:${cause}.name`),
        percent: Math.round((100 * worked) / total),
        total,
      }),
    ),
  };
}
