import { describe, expect, it } from 'vitest';
import { readConfig } from './keys.ts';
import { Layer } from './layer.ts';
import { LAYERS } from './layers/index.ts';
import { GraphRecorder } from './recorder.ts';
import { type Shape, sizeOf } from './shape.ts';

function kindOf(factory: string) {
  const kind = LAYERS[factory];
  if (!kind) throw new Error(`no layer ${factory}`);
  return kind;
}

/** [shape of the output, parameters, floating-point operations] of one layer. */
function costs(factory: string, settings: Record<string, unknown>, ...inputs: Shape[]) {
  const kind = kindOf(factory);
  const config = readConfig(kind.keys, settings);
  const output = kind.shape(config, inputs);
  const params = kind.weights(config, inputs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return [output, params, kind.flops(config, inputs, output)];
}

const recurrent = (factory: string, settings: Record<string, unknown>) => {
  const kind = kindOf(factory);
  return new Layer(kind, factory, readConfig(kind.keys, settings));
};

describe('what a layer costs, worked out by hand', () => {
  it('dense: a multiply-add per weight, a bias and an activation per unit', () => {
    expect(costs('dense', { units: 3 }, [5])).toEqual([[3], 18, 3 * (2 * 5 + 1)]);
    expect(costs('dense', { units: 3, useBias: false, activation: 'relu' }, [5])).toEqual([
      [3],
      15,
      3 * (2 * 5 + 1),
    ]);
    expect(costs('dense', { units: 3 }, [7, 5])).toEqual([[7, 3], 18, 7 * 33]);
  });

  it('convolutions: the window times the channels, at each position', () => {
    // 40 - 5 + 1 = 36 positions, every second of them: 18.
    expect(costs('conv1d', { filters: 4, kernelSize: 5, strides: 2 }, [40, 3])).toEqual([
      [18, 4],
      64,
      18 * 4 * (2 * 15 + 1),
    ]);
    expect(costs('conv1d', { filters: 4, kernelSize: 5, strides: 3, padding: 'same' }, [40, 3])[0]).toEqual([
      14, 4,
    ]);
    expect(costs('conv2d', { filters: 2, kernelSize: [3, 2], activation: 'relu' }, [6, 5, 3])).toEqual([
      [4, 4, 2],
      2 * 18 + 2,
      4 * 4 * 2 * (2 * 18 + 1 + 1),
    ]);
  });

  it('depthwise: each channel for itself', () => {
    expect(costs('depthwiseConv2d', { kernelSize: 3, depthMultiplier: 2 }, [5, 5, 4])).toEqual([
      [3, 3, 8],
      9 * 4 * 2 + 8,
      9 * 8 * (2 * 9 + 1),
    ]);
  });

  it('separable: depthwise without a bias, then a kernel of 1', () => {
    expect(costs('separableConv2d', { filters: 6, kernelSize: 3, activation: 'relu' }, [5, 5, 4])).toEqual([
      [3, 3, 6],
      9 * 4 + 4 * 6 + 6,
      9 * (4 * 2 * 9 + 6 * (2 * 4 + 1 + 1)),
    ]);
  });

  it('pools: one operation per number of the window', () => {
    expect(costs('maxPooling1d', { poolSize: 3 }, [10, 2])).toEqual([[3, 2], 0, 18]);
    expect(costs('averagePooling2d', { poolSize: [2, 3], strides: 1 }, [4, 4, 2])).toEqual([
      [3, 2, 2],
      0,
      72,
    ]);
    expect(costs('maxPooling2d', { padding: 'same' }, [5, 5, 1])).toEqual([[3, 3, 1], 0, 36]);
    expect(costs('globalAveragePooling1d', {}, [10, 2])).toEqual([[2], 0, 20]);
    expect(costs('globalMaxPooling2d', {}, [4, 5, 3])).toEqual([[3], 0, 60]);
  });

  it('normalisations', () => {
    expect(costs('batchNormalization', {}, [10, 3])).toEqual([[10, 3], 12, 4 * 30]);
    expect(costs('batchNormalization', { axis: 1 }, [10, 3])[1]).toBe(40);
    expect(costs('layerNormalization', {}, [10, 3])).toEqual([[10, 3], 6, 7 * 30]);
    expect(costs('layerNormalization', { axis: [1, 2], scale: false }, [10, 3])).toEqual([
      [10, 3],
      30,
      6 * 30,
    ]);
  });

  it('activations: one operation per number', () => {
    expect(costs('activation', { activation: 'gelu' }, [4, 5])).toEqual([[4, 5], 0, 20]);
    expect(costs('activation', { activation: 'linear' }, [4, 5])).toEqual([[4, 5], 0, 0]);
    expect(costs('leakyReLU', {}, [6])).toEqual([[6], 0, 6]);
    expect(costs('prelu', { sharedAxes: 1 }, [4, 5])).toEqual([[4, 5], 5, 20]);
  });

  it('reshaping and dropout: nothing, but for interpolation', () => {
    expect(costs('flatten', {}, [4, 5])).toEqual([[20], 0, 0]);
    expect(costs('reshape', { targetShape: [2, 10] }, [4, 5])).toEqual([[2, 10], 0, 0]);
    expect(costs('permute', { dims: [3, 1, 2] }, [4, 5, 6])).toEqual([[6, 4, 5], 0, 0]);
    expect(
      costs(
        'zeroPadding2d',
        {
          padding: [
            [1, 2],
            [0, 3],
          ],
        },
        [4, 5, 6],
      ),
    ).toEqual([[7, 8, 6], 0, 0]);
    expect(costs('dropout', { rate: 0.5 }, [4])).toEqual([[4], 0, 0]);
    expect(costs('upSampling2d', { size: [2, 3] }, [4, 5, 6])).toEqual([[8, 15, 6], 0, 0]);
    expect(costs('upSampling2d', { interpolation: 'bilinear' }, [1, 1, 2])).toEqual([[2, 2, 2], 0, 72]);
  });

  it('merging: one operation for each further input, one more for an average', () => {
    expect(costs('add', {}, [4, 5], [4, 5], [5])).toEqual([[4, 5], 0, 40]);
    expect(costs('average', {}, [6], [6])).toEqual([[6], 0, 12]);
    expect(costs('maximum', {}, [6], [6])).toEqual([[6], 0, 6]);
    expect(costs('concatenate', {}, [4, 5], [4, 2])).toEqual([[4, 7], 0, 0]);
    expect(costs('concatenate', { axis: 1 }, [4, 5], [3, 5])).toEqual([[7, 5], 0, 0]);
  });

  it('recurrent: gates of a kernel, a recurrent kernel and a bias, at each step', () => {
    // Per unit: 2 (3 + 4) for the products, 1 bias, 1 sum, 1 tanh.
    expect(costs('simpleRNN', { units: 4 }, [10, 3])).toEqual([[4], 3 * 4 + 4 * 4 + 4, 10 * 4 * (14 + 3)]);
    // Three gates with bias; 3 sums, r·h, z·h, 1 - z, (1 - z)·h' and their sum; 2 sigmoids and a tanh.
    expect(costs('gru', { units: 4 }, [10, 3])).toEqual([[4], 3 * 32, 10 * 4 * (3 * 15 + 8 + 3)]);
    // Four gates with bias; 4 sums, f·c, i·g, their sum and o·tanh(c); 3 sigmoids and 2 tanh.
    expect(costs('lstm', { units: 4, returnSequences: true }, [10, 3])).toEqual([
      [10, 4],
      4 * 32,
      10 * 4 * (4 * 15 + 8 + 5),
    ]);
  });

  it('bidirectional: twice, and a sum where the directions are not set side by side', () => {
    const one = 10 * 4 * (3 * 15 + 8 + 3);
    const layer = () => recurrent('gru', { units: 4 });
    expect(costs('bidirectional', { layer: layer() }, [10, 3])).toEqual([[8], 192, 2 * one]);
    expect(costs('bidirectional', { layer: layer(), mergeMode: 'sum' }, [10, 3])).toEqual([
      [4],
      192,
      2 * one + 4,
    ]);
  });
});

describe('what a network costs', () => {
  /** 16 numbers through one dense layer twice, with a dropout between, to 3 classes. */
  function network() {
    const recorder = new GraphRecorder({ inputShape: [16], classes: 3 });
    const input = recorder.input({ shape: [16] });
    const shared = recorder.layer('dense', { units: 16, activation: 'relu', name: 'shared' });
    const drop = recorder.layer('dropout', { rate: 0.2 });
    const head = recorder.layer('dense', { units: 3 });
    const first = recorder.apply(shared.id, [input.id]);
    const second = recorder.apply(shared.id, [recorder.apply(drop.id, [first.id]).id]);
    return recorder.finish([input.id], [recorder.apply(head.id, [second.id]).id]);
  }

  it('counts the weights of a shared layer once, its operations at each call', () => {
    const { params, flops, layers } = network();
    expect(params).toBe(16 * 16 + 16 + 16 * 3 + 3);
    expect(flops).toBe(2 * 16 * (32 + 2) + 3 * 33);
    expect(layers.map(({ name, inputs, params }) => [name, inputs, params])).toEqual([
      ['input_1', [], 0],
      ['shared', ['input_1'], 272],
      ['dropout_1', ['shared'], 0],
      ['shared (2)', ['dropout_1'], 0],
      ['dense_1', ['shared (2)'], 51],
    ]);
  });

  it('keeps every output, the input too, at four bytes a number', () => {
    expect(network().activationBytes).toBe(4 * (16 + 16 + 16 + 16 + 3));
  });

  it('divides the largest width by the layers that compute', () => {
    // Three: the shared one, the dropout and the head.
    expect(network().widthToDepth).toBe(16 / 3);
  });

  it('labels a layer with what is worth saying of it', () => {
    expect(network().layers.map(({ className, detail }) => `${className}: ${detail}`)).toEqual([
      'InputLayer: [16]',
      'Dense: 16 units, relu',
      'Dropout: rate 0.2',
      'Dense: 16 units, relu',
      'Dense: 3 units',
    ]);
  });
});
