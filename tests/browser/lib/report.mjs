// Owns how a list of faults becomes a test's failure: all of them named, the first of them in full.

import assert from 'node:assert/strict';

const MOST_SHOWN = 25;

/** Fails with the faults, where there are any. */
export function none(faults) {
  if (faults.length === 0) return;
  const more = faults.length > MOST_SHOWN ? [`and ${faults.length - MOST_SHOWN} more`] : [];
  assert.fail([`${faults.length} faults:`, ...faults.slice(0, MOST_SHOWN), ...more].join('\n  '));
}
