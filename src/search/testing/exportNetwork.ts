import * as tf from '@tensorflow/tfjs';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import { buildNetwork } from '../../workers/trainer/network.ts';
import type { Architecture } from '../domain.ts';
import type { ExportWeight } from '../export/weights.ts';
import { faultInEnglish } from '../faults/english.ts';
import { Rng } from '../random/rng.ts';
import { parseSpec } from '../spec/spec.ts';
import type { ExportCase } from './exportCases.ts';

/** A network with weights unlike those that anything begins with, and what it makes of a few examples. */
export interface ExportedNetwork {
  readonly architecture: Architecture;
  readonly weights: readonly ExportWeight[];
  /** Two examples, row by row. */
  readonly x: Float32Array<ArrayBuffer>;
  /** [2, classes], before the softmax. */
  readonly logits: readonly (readonly number[])[];
}

export const EXAMPLES = 2;

const compiler = new QuickJsCompiler();

export async function exportNetwork({ name, task, source }: ExportCase): Promise<ExportedNetwork> {
  const compiled = await compiler.compile(source, task);
  if (!compiled.ok) throw new Error(`${name}: ${faultInEnglish(compiled.error.message)}`);
  const spec = parseSpec({});
  if (!spec.ok) throw new Error(spec.error);
  const rng = new Rng(name);
  const network = await buildNetwork({
    topology: compiled.value.topology,
    training: spec.value.training,
    seed: 1,
  });
  const weights = (await network.read()).map((weight) => ({
    ...weight,
    // So little that a variance, 1 at first, remains positive.
    values: weight.values.map((value) => value + 0.2 * (rng.float() - 0.5)),
  }));
  network.inherit(weights);
  const size = EXAMPLES * task.inputShape.reduce((product, each) => product * each, 1);
  const x = Float32Array.from({ length: size }, () => 2 * rng.float() - 1);
  const logits = tf.tidy(() =>
    network.logits(tf.tensor(x, [EXAMPLES, ...task.inputShape]), false).arraySync(),
  );
  network.dispose();
  return { architecture: compiled.value, weights, x, logits };
}
