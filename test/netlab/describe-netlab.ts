import { describe } from 'vitest';
import { netlabAvailable } from './availability.ts';

const availability = netlabAvailable();

if (!availability.ok) {
  const reason = `the network lab needs ${availability.missing.join(', ')}`;
  if (process.env.CI === 'true') throw new Error(`${reason}; with CI=true its tests may not be skipped`);
  console.warn(`skipped: ${reason}`);
}

/** `describe` for tests that need the lab: skipped, with a line that says why, where the lab cannot be; required when CI=true. */
export const describeNetlab = describe.skipIf(!availability.ok);
