import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerSequence, TeachingStep } from '../../search/ports.ts';
import { plainArithmetic } from '../coder/arithmetic.ts';
import { makePositions, score } from '../coder/transformer.ts';
import { take, type Weights } from '../coder/weights.ts';
import { prepareCpu } from '../trainer/cpu.ts';
import { LayerNetworks } from './networks.ts';
import { allParameters, gptConfig } from './sizes.ts';
import { readyClassifierLoss, teach } from './teach.ts';
import { drawWeights } from './weights.ts';
import { classifierExamples, lastWindow } from './windows.ts';

const sizes = { vocabulary: 8, blocks: 3 };
/** Convolution, normalisation and activation three times over, the convolutions wider each time. */
const layers = [2, 0, 1, 3, 0, 1, 4, 0, 1, 5, 6];
const known: LayerSequence = { layers, blocks: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2] };

const networksOf = (weights: Weights) => new LayerNetworks(sizes, weights, plainArithmetic());

const variablesOf = (weights: Weights) =>
  new Map(
    allParameters(sizes).map(({ name, shape }) => [
      name,
      tf.variable(tf.tensor(take(weights, name), [...shape])),
    ]),
  );

beforeAll(async () => {
  prepareCpu();
  await tf.setBackend('cpu');
});

describe('teaching the networks over layers', () => {
  it('runs the GPT in TF.js as the code does that answers', () => {
    const weights = drawWeights(sizes, 1);
    for (const before of [[], layers.slice(0, 4), layers]) {
      const window = [...lastWindow(sizes, before)];
      const config = gptConfig(sizes);
      const scores = score(
        config,
        variablesOf(weights),
        makePositions(config, window.length),
        tf.tensor2d([window], undefined, 'int32'),
        tf.tensor1d([window.length - 1], 'int32'),
      ).dataSync();
      const answered = networksOf(weights).next(before);
      answered.forEach((logit, token) => expect(logit).toBeCloseTo(scores[token] as number, 5));
    }
  });

  it('has the loss of the classifier, and the gradient that its differences show', () => {
    const weights = drawWeights(sizes, 1);
    const examples = classifierExamples(sizes, known);
    const plainLoss = (changed: Weights): number =>
      mean(
        known.blocks.map((block, i) => {
          const logits = networksOf(changed).classify(layers.slice(0, i), layers[i] as number);
          return (
            Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - (logits[block] as number)
          );
        }),
      );
    const variables = variablesOf(weights);
    const { value, grads } = tf.variableGrads(
      readyClassifierLoss(sizes, variables, examples),
      [...variables].filter(([name]) => name.startsWith('classifier.')).map(([, variable]) => variable),
    );
    expect(value.dataSync()[0]).toBeCloseTo(plainLoss(weights), 5);
    for (const [name, variable] of variables) {
      if (!name.startsWith('classifier.')) continue;
      const gradient = [...(grads[variable.name] as tf.Tensor).dataSync()];
      // The steepest place of each, where a difference says most.
      const steepest = Math.max(...gradient.map(Math.abs));
      const at = gradient.findIndex((each) => Math.abs(each) === steepest);
      const moved = (by: number) =>
        plainLoss(
          new Map([...weights, [name, take(weights, name).map((each, i) => (i === at ? each + by : each))]]),
        );
      const slope = (moved(0.002) - moved(-0.002)) / 0.004;
      expect(Math.abs(slope)).toBeGreaterThan(0.001);
      expect(gradient[at]).toBeCloseTo(slope, 3);
    }
  });

  it('ends within a step when it is aborted, and leaves no tensors behind', async () => {
    const tensors = tf.memory().numTensors;
    const controller = new AbortController();
    const steps: number[] = [];
    const onStep = ({ step }: TeachingStep) => {
      steps.push(step);
      controller.abort(new Error('enough'));
    };
    const settings = { steps: 3, learningRate: 1e-3, seed: 1 };
    const taught = teach(sizes, drawWeights(sizes, 1), [known], settings, onStep, controller.signal);
    await expect(taught).rejects.toThrow('enough');
    expect(steps).toEqual([1]);
    expect(tf.memory().numTensors).toBe(tensors);
  });
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
