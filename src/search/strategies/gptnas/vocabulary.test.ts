import { describe, expect, it } from 'vitest';
import { BLOCK_KINDS, blockOf } from './blocks.ts';
import { recordsByBlock } from './records.ts';
import { decode, encode, sequenceOf, tokenText, VOCABULARY_SIZE } from './vocabulary.ts';

const textsOf = (...labels: readonly string[]) =>
  sequenceOf(labels.map(blockOf)).layers.map((id) => tokenText(decode(id)));

describe('layer records', () => {
  it('hold the properties of their family, and what comes in from the layer before', () => {
    expect(recordsByBlock(['Stem 8 s2', 'SqueezeExcitation'].map(blockOf), 1)).toEqual([
      [
        {
          family: 'conv',
          in: 1,
          out: 8,
          kernel: 3,
          stride: 2,
          padding: 'same',
          dilation: 1,
          groups: 1,
          bias: false,
        },
        { family: 'other', name: 'BatchNorm', in: 8, out: 8 },
        { family: 'other', name: 'ReLU', in: 8, out: 8 },
      ],
      [
        {
          family: 'pool',
          type: 'global-average',
          in: 8,
          out: 8,
          kernel: 0,
          stride: 1,
          padding: 'same',
          dilation: 1,
        },
        { family: 'fc', in: 8, out: 2 },
        { family: 'other', name: 'ReLU', in: 2, out: 2 },
        { family: 'fc', in: 2, out: 8 },
        { family: 'other', name: 'Sigmoid', in: 8, out: 8 },
        { family: 'other', name: 'Multiply', in: 8, out: 8 },
      ],
    ]);
  });

  it('have a layer on the way round a residual block only where shapes differ', () => {
    const lengths = recordsByBlock(
      ['BasicBlock 16', 'BasicBlock 16', 'BasicBlock 16 s2', 'BasicBlock 24'].map(blockOf),
      16,
    ).map(({ length }) => length);
    // conv norm relu conv norm, add relu; and conv norm where the stride or the width asks for it.
    expect(lengths).toEqual([7, 7, 9, 9]);
  });
});

describe('the vocabulary', () => {
  it('has as many tokens as the shipped weights were made for, in their order', () => {
    expect(VOCABULARY_SIZE).toBe(135);
    expect([0, 1, 2, 33, 52, 63, 81, 134].map((id) => tokenText(decode(id)))).toEqual([
      'conv 8 k1 s1',
      'BatchNorm',
      'ReLU',
      'conv 16 k3 s1 depthwise',
      'global average pool',
      'fc 48',
      'average pool k3 s2',
      'conv 48 k5 s2 bias',
    ]);
  });

  it('tells a network layer by layer, with the block that each layer stands in', () => {
    const { layers, blocks } = sequenceOf(['Conv 8 k5 s2', 'MaxPool k3 s2', 'Bottleneck 16'].map(blockOf));
    expect(layers.map((id) => tokenText(decode(id)))).toEqual([
      'conv 8 k5 s2 bias',
      'max pool k3 s2',
      'conv 4 k1 s1',
      'BatchNorm',
      'ReLU',
      'conv 4 k3 s1',
      'BatchNorm',
      'ReLU',
      'conv 16 k1 s1',
      'BatchNorm',
      // The way round, from 8 channels to 16.
      'conv 16 k1 s1',
      'BatchNorm',
      'Add',
      'ReLU',
    ]);
    expect(blocks.map((kind) => BLOCK_KINDS[kind])).toEqual([
      'Conv',
      'MaxPool',
      ...Array.from({ length: 12 }, () => 'Bottleneck'),
    ]);
  });

  it('tells a grouped convolution from a depthwise one and both from an ordinary one', () => {
    expect(textsOf('ResBottleneckBlock 16 s2')[2]).toBe('conv 16 k3 s2 groups 4');
    expect(textsOf('Conv 16 k1', 'ConvNormActivation depthwise k5 s2')[1]).toBe('conv 16 k5 s2 depthwise');
    expect(textsOf('BasicBlock 16 s2')[0]).toBe('conv 16 k3 s2');
  });

  it('takes the nearest size where a layer has one that no token has', () => {
    // A squeeze-excitation on an image of three channels: one unit, then three.
    const { layers } = sequenceOf([blockOf('SqueezeExcitation')], 3);
    expect(layers.map((id) => tokenText(decode(id))).filter((text) => text.startsWith('fc'))).toEqual([
      'fc 2',
      'fc 2',
    ]);
  });

  it('keeps what a token says of a layer, both ways', () => {
    const records = ['InvertedResidual 48 s2', 'Inception 24', 'AvgPool k2 s2'].map(blockOf);
    for (const record of recordsByBlock(records, 8).flat()) {
      const token = decode(encode(record));
      expect(token.family).toBe(record.family);
      if ('kernel' in record && 'kernel' in token) expect(token.kernel).toBe(record.kernel);
      if ('out' in record && 'out' in token) expect(token.out).toBe(record.out);
    }
    expect(() => decode(VOCABULARY_SIZE)).toThrow('there is no token 135; there are 135');
  });
});
