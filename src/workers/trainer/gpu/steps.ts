import type { RecurrentOptions } from '../fused/ops/recurrent.ts';
import { slopeFunction, valueFunction } from './activation.ts';
import type { Program } from './program.ts';

/** Threads of a group, which share the units of one example's states. */
const LANES = 64;

interface Steps extends Pick<Program, 'outputs' | 'inputs'> {
  /** WGSL, run for each step. */
  readonly step: string;
}

/** A group of threads for each example, forth through its sequence; knows `candidate` and `gate`, the activations. */
export const stepsForth = (kind: string, options: RecurrentOptions, { step, ...arrays }: Steps): Program => ({
  ...arrays,
  ...COMMON,
  name: nameOf(kind, options),
  functions: valueFunctions(options),
  main: eachStep('forth', step),
});

/** The same back; knows the activations' derivatives too, `candidateSlope` and `gateSlope`. */
export const stepsBack = (kind: string, options: RecurrentOptions, { step, ...arrays }: Steps): Program => ({
  ...arrays,
  ...COMMON,
  name: `${nameOf(`${kind} gradient`, options)}/${options.sequences}`,
  functions:
    valueFunctions(options) +
    slopeFunction('candidateSlope', options.activation) +
    slopeFunction('gateSlope', options.recurrentActivation),
  main: eachStep('back', step),
});

const COMMON = {
  sizes: ['batch', 'time', 'units', 'backwards'],
  factors: ['alpha'],
  threads: [LANES, 1],
} as const;

const nameOf = (kind: string, { activation, recurrentActivation }: RecurrentOptions) =>
  `${kind}/${activation}/${recurrentActivation}`;

const valueFunctions = ({ activation, recurrentActivation }: RecurrentOptions) =>
  valueFunction('candidate', activation) + valueFunction('gate', recurrentActivation);

/** WGSL: what reaches the state after the k-th step back from the layer's result. */
export const fromResult = ({ sequences }: RecurrentOptions): string =>
  sequences ? 'dy[at * n.units + u]' : 'select(0.0, dy[group * n.units + u], k == 0)';

/** WGSL: runs statements for each unit `u` of the thread. */
export const eachUnit = (statements: string): string => `
    for (var u = lane; u < n.units; u += ${LANES}) {${statements}
    }`;

/**
 * WGSL: goes through the steps of an example's sequence. Statements know `s`, the steps before this one; `at`, the
 * place of this step among those of all examples; and `old`, that of the step before.
 */
const eachStep = (order: 'forth' | 'back', statements: string): string => `
  if (group >= n.batch) { return; }
  for (var k = 0; k < n.time; k++) {
    let s = ${order === 'forth' ? 'k' : 'n.time - 1 - k'};
    let at = group * n.time + select(s, n.time - 1 - s, n.backwards == 1);
    let old = at + select(-1, 1, n.backwards == 1);
    ${statements}
  }`;
