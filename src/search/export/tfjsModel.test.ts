import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportCases } from '../testing/exportCases.ts';
import { EXAMPLES, exportNetwork } from '../testing/exportNetwork.ts';
import { writeTfjsModel } from './tfjsModel.ts';

beforeAll(() => tf.setBackend('cpu'));

const chosen = exportCases().filter(
  ({ name }) => !name.startsWith('sample') && !name.startsWith('activation '),
);

describe('an exported TF.js model', () => {
  it.each(chosen)('is loaded by TF.js, weights and all: $name', async ({ task, ...rest }) => {
    const { architecture, weights, x, logits } = await exportNetwork({ task, ...rest });
    const { json, weights: bytes } = writeTfjsModel(architecture.topology, weights, 'candidate-1.bin');
    const { modelTopology, weightsManifest } = JSON.parse(json) as tf.io.ModelJSON;
    expect(weightsManifest.map(({ paths }) => paths)).toEqual([['candidate-1.bin']]);
    const specs = weightsManifest.flatMap((group) => group.weights);
    const model = await tf.loadLayersModel(tf.io.fromMemory(modelTopology, specs, bytes.buffer));
    expect(model.countParams()).toBe(architecture.params);
    const output = tf.tidy(() => model.predict(tf.tensor(x, [EXAMPLES, ...task.inputShape])) as tf.Tensor2D);
    // Whether or not a candidate ends in a softmax, its probabilities are those of its logits.
    const sums = (await output.array()).map((row) => row.reduce((sum, each) => sum + each, 0));
    const isProbable = sums.every((sum) => Math.abs(sum - 1) < 1e-4);
    const probabilities = isProbable ? output : tf.softmax(output);
    const wanted = tf.softmax(tf.tensor2d(logits.map((row) => [...row])));
    const difference = tf.max(tf.abs(tf.sub(probabilities, wanted))).dataSync()[0];
    expect(difference).toBeLessThan(1e-5);
    model.dispose();
  });
});
