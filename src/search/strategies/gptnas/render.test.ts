/** The sandbox and TF.js judge what is rendered. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../../workers/sandbox/compiler.ts';
import type { TaskShape } from '../../domain.ts';
import { faultInEnglish } from '../../faults/english.ts';
import { Rng } from '../../random/rng.ts';
import { trains } from '../../testing/tfjsOracle.ts';
import { BLOCK_KINDS, blockOf, channelsAfter, type Genome, labelOf, variantsOf } from './blocks.ts';
import { isWorkable, randomGenome } from './genome.ts';
import { KNOWN_NETWORKS } from './known.ts';
import { type LayerRecord, recordsByBlock } from './records.ts';
import { render } from './render.ts';

const compiler = new QuickJsCompiler();
const SEQUENCE: TaskShape = { inputShape: [40, 1], classes: 10 };
const IMAGE: TaskShape = { inputShape: [28, 28, 1], classes: 10 };

async function compiled(genome: Genome, task: TaskShape) {
  const result = await compiler.compile(render(genome, task), task);
  if (!result.ok)
    throw new Error(`${genome.map(labelOf).join('; ')}: ${faultInEnglish(result.error.message)}`);
  return result.value;
}

/** Weights by the formulas for each kind of layer; of four per channel, a normalisation trains two. */
function paramsOf(record: LayerRecord, rank: number): number {
  switch (record.family) {
    case 'conv':
      return (
        (record.kernel ** rank * record.in * record.out) / record.groups + (record.bias ? record.out : 0)
      );
    case 'fc':
      return (record.in + 1) * record.out;
    case 'other':
      return record.name === 'BatchNorm' ? 4 * record.out : 0;
    case 'pool':
      return 0;
  }
}

describe.each([
  ['sequences', SEQUENCE],
  ['images', IMAGE],
] as const)('networks of blocks for %s', (_name, task) => {
  it.each([
    [3, 8, 50],
    [10, 20, 10],
  ])(
    'of %i to %i blocks compile, and have as many parameters as their records say',
    async (min, max, count) => {
      const rng = new Rng(`${min} to ${max}`);
      for (let i = 0; i < count; i++) {
        const genome = randomGenome(rng, task, min, max);
        expect(genome.length).toBeGreaterThanOrEqual(min);
        expect(genome.length).toBeLessThanOrEqual(max);
        const { params } = await compiled(genome, task);
        const records = recordsByBlock(genome, 1).flat();
        const last = genome.reduce((channels, block) => channelsAfter(block, channels), 1);
        const rank = task.inputShape.length - 1;
        const head = (last + 1) * 10;
        expect([genome.map(labelOf), params]).toEqual([
          genome.map(labelOf),
          records.reduce((sum, record) => sum + paramsOf(record, rank), head),
        ]);
      }
    },
    60_000,
  );

  it.each(BLOCK_KINDS)('take a %s of any settings, however short the input has become', async (kind) => {
    const halvings = Array.from({ length: 7 }, () => blockOf('MaxPool k2 s2'));
    for (const block of variantsOf(kind)) {
      await compiled([...halvings, block, block], task);
    }
  });
});

describe('rendered blocks', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(BLOCK_KINDS)('of kind %s can be trained by TF.js', async (kind) => {
    const last = variantsOf(kind).at(-1);
    const genome = [blockOf('Conv 8 k3'), ...(last ? [last] : [])];
    for (const inputShape of [
      [6, 1],
      [6, 5, 1],
    ]) {
      const task = { inputShape, classes: 3 };
      expect(await trains(render(genome, task), task)).toBe(true);
    }
  });

  it('have a function for each kind that is there, and no other', () => {
    const source = render(['Stem 8 s2', 'BasicBlock 16', 'BasicBlock 16'].map(blockOf), SEQUENCE);
    const helpers = [...source.matchAll(/^ {2}(?:const|function) (\w+)(?: = )?\(/gm)].map(([, name]) => name);
    expect(helpers).toEqual(['conv', 'norm', 'relu', 'add', 'convNormActivation', 'stem', 'basicBlock']);
    expect(source).toContain('x = stem(x, 8);\n  x = basicBlock(x, 16, 1);\n  x = basicBlock(x, 16, 1);');
  });

  it('cannot be of a task that is neither sequences nor images', () => {
    expect(() => render([blockOf('ReLU')], { inputShape: [12], classes: 3 })).toThrow(
      'GPT-NAS takes sequences and images, not inputs of shape [12]',
    );
  });
});

describe('a network beyond the working limits', () => {
  it('is not workable', () => {
    // At full size, 3 x 3 windows from 48 channels to 48 take 2 x 9 x 48 x 48 x 784 operations: 32.5 million.
    expect(isWorkable(['Conv 48 k1', 'Conv 48 k3'].map(blockOf), IMAGE)).toBe(false);
    expect(isWorkable(['Conv 48 k1 s2', 'Conv 48 k3'].map(blockOf), IMAGE)).toBe(true);
  });
});

describe('the known architectures', () => {
  it('are the 36 of the paper, by family', () => {
    const count = (start: string) => KNOWN_NETWORKS.filter(({ name }) => name.startsWith(start)).length;
    expect(
      ['EfficientNet', 'GoogLeNet', 'RegNet', 'ResNet', 'ResNeXt', 'ShuffleNet', 'Wide'].map(count),
    ).toEqual([8, 1, 14, 5, 2, 4, 2]);
    expect(KNOWN_NETWORKS).toHaveLength(36);
  });

  it('have the square roots of the published depths and widths', () => {
    const labels = (wanted: string) =>
      KNOWN_NETWORKS.find(({ name }) => name === wanted)?.genome.map(labelOf);
    // Depths 3 4 23 3 become 2 2 5 2; widths 256 512 1024 2048 become 16, 22.6, 32, 45.3.
    expect(labels('ResNet-101')).toEqual([
      'Conv 8 k5 s2',
      'BatchNorm',
      'ReLU',
      'MaxPool k3 s2',
      'Bottleneck 16',
      'Bottleneck 16',
      'Bottleneck 24 s2',
      'Bottleneck 24',
      'Bottleneck 32 s2',
      'Bottleneck 32',
      'Bottleneck 32',
      'Bottleneck 32',
      'Bottleneck 32',
      'Bottleneck 48 s2',
      'Bottleneck 48',
    ]);
    // Depths 1 2 7 12 become 1 1 3 3; widths 32 64 160 400 become 5.7, 8, 12.6, 20, which is as near to 16 as to 24.
    expect(labels('RegNetX-400MF')).toEqual([
      'Stem 8 s2',
      'ResBottleneckBlock 8 s2',
      'ResBottleneckBlock 8 s2',
      'ResBottleneckBlock 16 s2',
      'ResBottleneckBlock 16',
      'ResBottleneckBlock 16',
      'ResBottleneckBlock 16 s2',
      'ResBottleneckBlock 16',
      'ResBottleneckBlock 16',
    ]);
  });
});
