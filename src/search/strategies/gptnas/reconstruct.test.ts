import { describe, expect, it } from 'vitest';
import { editInEnglish } from '../../edits/english.ts';
import { scriptedLayerModel } from '../../testing/scriptedLayerModel.ts';
import { ScriptedRng } from '../../testing/scriptedRng.ts';
import { blockOf, type Genome, labelOf } from './blocks.ts';
import { eliminationRate, reconstruct } from './reconstruct.ts';

const genome = (...labels: readonly string[]) => labels.map(blockOf);
const anything = () => true;

/** Layers: three, then nine with the way round, then one. */
const individual = genome('Stem 8 s2', 'BasicBlock 16 s2', 'MaxPool k2 s2');

/** Chance that chooses these layers of the individual, 0 for the first. */
const choosing = (...layers: readonly number[]) =>
  new ScriptedRng(
    [],
    Array.from({ length: Math.max(...layers) + 1 }, (_, i) => (layers.includes(i) ? 0.39 : 0.41)),
  );

describe('the elimination rate', () => {
  it('falls evenly from 0.4 to 0 and stays there', () => {
    expect([0, 5, 15, 20, 30].map((t) => eliminationRate(0.4, t, 20).toFixed(3))).toEqual([
      '0.400',
      '0.300',
      '0.100',
      '0.000',
      '0.000',
    ]);
  });
});

describe('reconstruction', () => {
  it('replaces the block of a chosen layer by the one whose first layer the model predicts', async () => {
    const { model, asked } = scriptedLayerModel([['conv 24 k5 s1', 'ConvNormActivation']]);
    const made = await reconstruct(individual, 0.4, 1, model, choosing(3), anything);
    expect(made.genome.map(labelOf)).toEqual(['Stem 8 s2', 'ConvNormActivation 24 k5', 'MaxPool k2 s2']);
    expect(made.predicted).toEqual([1]);
    expect(made.edits.map(editInEnglish)).toEqual([
      'reconstruction: block 2, BasicBlock 16 s2, predicted anew as ConvNormActivation 24 k5',
    ]);
    // It was asked once, about what precedes the block.
    expect(asked).toEqual([['conv 8 k3 s2', 'BatchNorm', 'ReLU']]);
  });

  it('takes a block out by any of its layers, and asks of the whole block once', async () => {
    const { model, asked } = scriptedLayerModel([['max pool k3 s2', 'MaxPool']]);
    // The last of its nine layers.
    const made = await reconstruct(individual, 0.4, 1, model, choosing(11), anything);
    expect(made.genome.map(labelOf)).toEqual(['Stem 8 s2', 'MaxPool k3 s2', 'MaxPool k2 s2']);
    expect(asked).toHaveLength(1);
  });

  it('predicts from blocks that were predicted before, and the first block from nothing', async () => {
    const { model, asked } = scriptedLayerModel([
      ['conv 32 k3 s1 bias', 'Conv'],
      ['max pool k3 s2', 'MaxPool'],
    ]);
    // The first layer of all; the draw of the model; then no layer of the second block but the pooling.
    const draws = [0.1, 0.5, ...Array.from({ length: 9 }, () => 0.9), 0.1, 0.5];
    const made = await reconstruct(individual, 0.4, 1, model, new ScriptedRng([], draws), anything);
    expect(made.genome.map(labelOf)).toEqual(['Conv 32 k3', 'BasicBlock 16 s2', 'MaxPool k3 s2']);
    expect(made.predicted).toEqual([0, 2]);
    expect(asked[0]).toEqual([]);
    expect(asked[1]?.slice(0, 2)).toEqual(['conv 32 k3 s1 bias', 'conv 16 k3 s2']);
  });

  it('keeps the settings of the block that goes where the predicted layer tells none', async () => {
    const { model } = scriptedLayerModel([['ReLU', 'WideBottleneck']]);
    const made = await reconstruct(individual, 0.4, 1, model, choosing(3), anything);
    // A bottleneck begins with a convolution, to which a ReLU is not more alike in one width than in another.
    expect(made.genome.map(labelOf)).toEqual(['Stem 8 s2', 'WideBottleneck 16 s2', 'MaxPool k2 s2']);
  });

  it('leaves a block where the other would make the network too large', async () => {
    const { model } = scriptedLayerModel([['conv 48 k5 s1', 'ConvNormActivation']]);
    const narrow = (each: Genome) => each.every(({ width }) => width < 48);
    const made = await reconstruct(individual, 0.4, 1, model, choosing(3), narrow);
    expect(made).toEqual({ genome: individual, predicted: [], edits: [] });
  });

  it('leaves everything as it is at a rate of 0', async () => {
    const { model, asked } = scriptedLayerModel([['ReLU', 'ReLU']]);
    const made = await reconstruct(individual, 0, 1, model, new ScriptedRng([], [], 0), anything);
    expect(made.genome).toBe(individual);
    expect(asked).toEqual([]);
  });

  it('draws the layer in proportion to what the model gives it', async () => {
    const { model } = scriptedLayerModel([['ReLU', 'Conv']]);
    // Two layers of equal weight, ids 0 and 1: a fraction below a half is the first, `conv 8 k1 s1`, else `BatchNorm`.
    const even = {
      ...model,
      next: async () => Float32Array.from({ length: 135 }, (_, id) => (id < 2 ? 3 : -1000)),
    };
    const asked: number[] = [];
    const listening = {
      ...even,
      classify: (layers: readonly number[], next: number) => {
        asked.push(next);
        return model.classify(layers, next);
      },
    };
    for (const drawn of [0.2, 0.7])
      await reconstruct(genome('ReLU'), 0.4, 1, listening, new ScriptedRng([], [0, drawn]), anything);
    expect(asked).toEqual([0, 1]);
  });
});
