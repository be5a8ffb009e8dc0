/** Threads of a group, which share the units of one example's states. */
export const LANES = 64;

export const SIZES = ['batch', 'time', 'units', 'backwards'];

/** WGSL: runs statements for each unit `u` of the thread. */
export const eachUnit = (statements: string): string => `
    for (var u = lane; u < n.units; u += ${LANES}) {${statements}
    }`;

/**
 * WGSL: goes through the steps of an example's sequence. Statements know `s`, the steps before this one; `at`, the
 * place of this step among those of all examples; and `old`, that of the step before.
 */
export const eachStep = (order: 'forth' | 'back', statements: string): string => `
  if (group >= n.batch) { return; }
  for (var k = 0; k < n.time; k++) {
    let s = ${order === 'forth' ? 'k' : 'n.time - 1 - k'};
    let at = group * n.time + select(s, n.time - 1 - s, n.backwards == 1);
    let old = at + select(-1, 1, n.backwards == 1);
    ${statements}
  }`;
