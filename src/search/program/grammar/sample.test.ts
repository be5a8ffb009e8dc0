import { beforeAll, describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../../workers/sandbox/compiler.ts';
import { measuresOf } from '../../archive/measures.ts';
import type { Architecture, TaskShape } from '../../domain.ts';
import { faultInEnglish } from '../../faults/english.ts';
import { Rng } from '../../random/rng.ts';
import { WORKING_LIMITS } from '../limits.ts';
import { sampleProgram } from './sample.ts';

const SEQUENCE: TaskShape = { inputShape: [40, 1], classes: 10 };
const IMAGE: TaskShape = { inputShape: [28, 28, 1], classes: 10 };
const MINUTE = 60_000;

const compiler = new QuickJsCompiler();

async function compiled(source: string, task: TaskShape): Promise<Architecture> {
  const result = await compiler.compile(source, task);
  if (!result.ok) throw new Error(`${faultInEnglish(result.error.message)}\n${source}`);
  return result.value;
}

async function samples(task: TaskShape, count: number): Promise<readonly Architecture[]> {
  const rng = new Rng('samples');
  const found: Architecture[] = [];
  for (let i = 0; i < count; i++) found.push(await compiled(sampleProgram(task, rng), task));
  return found;
}

describe.each([
  ['sequences', SEQUENCE],
  ['images', IMAGE],
])('programs sampled for %s', (_name, task) => {
  let drawn: readonly Architecture[] = [];
  beforeAll(async () => {
    drawn = await samples(task, 250);
  }, MINUTE);

  it('are all valid and within the size they may have', () => {
    for (const { params, flops } of drawn) {
      expect(params).toBeLessThanOrEqual(WORKING_LIMITS.params);
      expect(flops).toBeLessThanOrEqual(WORKING_LIMITS.flops);
    }
  });

  it('are seldom the same', () => {
    expect(new Set(drawn.map(({ hash }) => hash)).size).toBeGreaterThan(225);
  });

  it('spread over the archive', () => {
    const cells = drawn.map((each) =>
      measuresOf(each)
        .map((share) => Math.floor(share * 9.99))
        .join(),
    );
    expect(new Set(cells).size).toBeGreaterThan(35);
  });

  it('use every kind of layer that the grammar knows', () => {
    const classes = new Set(drawn.flatMap(({ layers }) => layers.map((layer) => layer.className)));
    const rank = task.inputShape.length - 1;
    const wanted = [
      `Conv${rank}D`,
      `MaxPooling${rank}D`,
      `AveragePooling${rank}D`,
      `GlobalAveragePooling${rank}D`,
      `GlobalMaxPooling${rank}D`,
      'BatchNormalization',
      'LayerNormalization',
      'Activation',
      'LeakyReLU',
      'Add',
      'Concatenate',
      'Multiply',
      'Reshape',
      'Dense',
      'Dropout',
      'Flatten',
      ...(rank === 1 ? ['GRU', 'LSTM', 'Bidirectional'] : ['SeparableConv2D', 'DepthwiseConv2D']),
    ];
    expect(wanted.filter((name) => !classes.has(name))).toEqual([]);
  });

  it('read at most twenty steps with a recurrent layer', () => {
    for (const { layers } of drawn) {
      const shapes = new Map(layers.map(({ name, outputShape }) => [name, outputShape]));
      for (const { className, inputs } of layers) {
        if (!/GRU|LSTM|Bidirectional/.test(className)) continue;
        expect(shapes.get(inputs[0] ?? '')?.[0]).toBeLessThanOrEqual(20);
      }
    }
  });
});

it(
  'the grammar serves plain vectors, short and long sequences, and images with colour',
  async () => {
    const rng = new Rng('shapes');
    for (const inputShape of [[7], [16, 1], [128, 1], [12, 12, 3]]) {
      const task = { inputShape, classes: 3 };
      for (let i = 0; i < 15; i++) await compiled(sampleProgram(task, rng), task);
    }
  },
  MINUTE,
);

it('the same seed draws the same program, another seed another', () => {
  expect(sampleProgram(SEQUENCE, new Rng(1))).toBe(sampleProgram(SEQUENCE, new Rng(1)));
  expect(sampleProgram(SEQUENCE, new Rng(1))).not.toBe(sampleProgram(SEQUENCE, new Rng(2)));
});
