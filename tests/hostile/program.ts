import type { FaultKind } from '../../src/search/domain.ts';

/** How a program ends: as a network, or refused with one of these kinds of fault. */
export type Ending = 'network' | FaultKind;

/** A hostile or broken program and how it must end. */
export interface HostileProgram {
  readonly name: string;
  readonly source: string;
  /** Several where what runs out first, time or memory, depends on the machine. */
  readonly ends: readonly Ending[];
}

/** Programs by name, each with its ending and its text. */
export type Programs = Readonly<Record<string, readonly [ends: Ending | readonly Ending[], source: string]>>;

/** The task that all of them are written for. */
export const TASK = { inputShape: [40, 1], classes: 10 } as const;

/** A network of 410 parameters. */
export const GOOD = `tf.sequential({ layers: [tf.layers.flatten({ inputShape }), tf.layers.dense({ units: numClasses })] })`;
export const GOOD_PARAMS = 40 * 10 + 10;

/** Statements on line 2, and then a network that is in order. */
export const after = (statements: string): string =>
  `export default function build(tf, inputShape, numClasses) {\n  ${statements}\n  return ${GOOD};\n}`;

/** Statements over an input `x`, on line 3. */
export const over = (statements: string): string =>
  `export default function build(tf, inputShape, numClasses) {\n  let x = tf.input({ shape: inputShape });\n  ${statements}\n}`;

/** One layer on the input. */
export const layer = (call: string): string => over(`x = tf.layers.${call}.apply(x); return x;`);

/** What the function returns. */
export const returning = (value: string): string =>
  `export default function build(tf, inputShape, numClasses) {\n  return ${value};\n}`;

/** A program that finds something it must not reach says so in a word that no outcome may hold. */
export const ESCAPED = 'ESCAPED';

/** Looks for something; a network comes of it where nothing is found. */
export const probe = (expression: string): string =>
  after(
    `let found; try { found = ${expression}; } catch {} if (found !== undefined) throw new Error('${ESCAPED} ' + String(found));`,
  );
