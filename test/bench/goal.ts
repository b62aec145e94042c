/** A figure to be measured, with the limit that it is to keep. */
export type Goal = { name: string; unit: string; digits: number; limit: number };

/** Ratios are to 6 R, what a STARTTLS port costs at least: connect, greeting, EHLO, STARTTLS, TLS 1.3, EHLO. */
export const ROUND_TRIPS = 6;

type Link = { roundTripMs: number; postfixRatio: Goal; noDelayRatio: Goal; droppedSeconds: Goal };

const ratio = (name: string, roundTripMs: number, limit: number): Goal => ({
  name: `${name}, R = ${roundTripMs} ms`,
  unit: '× 6 R',
  digits: 2,
  limit,
});

const link = (roundTripMs: number, postfixLimit: number, droppedLimit: number): Link => ({
  roundTripMs,
  postfixRatio: ratio('whole report, Postfix', roundTripMs, postfixLimit),
  noDelayRatio: ratio('whole report, server with TCP_NODELAY', roundTripMs, 1.08),
  droppedSeconds: {
    name: `whole report, port 25 dropped, R = ${roundTripMs} ms`,
    unit: 's',
    digits: 2,
    limit: droppedLimit,
  },
});

export const LINKS = [link(20, 1.35, 1.2), link(100, 1.22, 1.4)];
export const COLD_SECONDS: Goal = {
  name: 'op25b check from cold start, same machine',
  unit: 's',
  digits: 2,
  limit: 0.3,
};
export const COLD_MEMORY: Goal = { name: 'op25b check, peak memory', unit: 'MB', digits: 0, limit: 80 };

/** One line of the result: figure, goal, and whether it is kept. */
export function goalLine(goal: Goal, value: number): string {
  const verdict = value <= goal.limit ? 'PASS' : 'over';
  const figure = `${value.toFixed(goal.digits)} ${goal.unit}`;
  return `${verdict}  ${goal.name.padEnd(50)} ${figure.padEnd(12)} goal ≤ ${goal.limit} ${goal.unit}`;
}
