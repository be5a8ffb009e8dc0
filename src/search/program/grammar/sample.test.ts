import { describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../../workers/sandbox/compiler.ts';
import { measuresOf } from '../../archive/measures.ts';
import type { Architecture } from '../../domain.ts';
import { Rng } from '../../random/rng.ts';
import { GRAMMAR } from './distribution.ts';
import { sampleProgram } from './sample.ts';

const SEQUENCE = { inputShape: [40, 1], classes: 10 };
const IMAGE = { inputShape: [28, 28, 1], classes: 10 };
const compiler = new QuickJsCompiler();

async function samples(task: typeof SEQUENCE, count: number): Promise<Architecture[]> {
  const rng = new Rng('samples');
  const found: Architecture[] = [];
  for (let i = 0; i < count; i++) {
    const source = sampleProgram(task, rng);
    const compiled = await compiler.compile(source, task);
    if (!compiled.ok) throw new Error(`${compiled.error.message}\n${source}`);
    found.push(compiled.value);
  }
  return found;
}

describe.each([
  ['sequences', SEQUENCE],
  ['images', IMAGE],
] as const)('programs sampled for %s', (_name, task) => {
  it('are all valid and within the size they may have', async () => {
    for (const { params, flops } of await samples(task, 200)) {
      expect(params).toBeLessThan(GRAMMAR.mostParams);
      expect(flops).toBeLessThan(1.5 * GRAMMAR.mostFlops);
    }
  });

  it('are seldom the same', async () => {
    const hashes = new Set((await samples(task, 200)).map(({ hash }) => hash));
    expect(hashes.size).toBeGreaterThan(190);
  });

  it('spread over the archive', async () => {
    const cells = new Set(
      (await samples(task, 200)).map((architecture) =>
        measuresOf(architecture)
          .map((share) => Math.floor(share * 9.99))
          .join(','),
      ),
    );
    expect(cells.size).toBeGreaterThan(25);
  });

  it('use every kind of layer that the grammar knows', async () => {
    const classes = new Set(
      (await samples(task, 300)).flatMap(({ layers }) => layers.map((layer) => layer.className)),
    );
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
      'Add',
      'Concatenate',
      'Dense',
      'Dropout',
      'Flatten',
      ...(rank === 1 ? ['GRU', 'LSTM'] : ['SeparableConv2D', 'DepthwiseConv2D']),
    ];
    expect(wanted.filter((name) => !classes.has(name))).toEqual([]);
  });
});

it('the same seed draws the same program, another seed another', () => {
  expect(sampleProgram(SEQUENCE, new Rng(1))).toBe(sampleProgram(SEQUENCE, new Rng(1)));
  expect(sampleProgram(SEQUENCE, new Rng(1))).not.toBe(sampleProgram(SEQUENCE, new Rng(2)));
});
