import { beforeAll, describe, expect, it } from 'vitest';
import type { TaskShape } from '../domain.ts';
import { LAYERS } from '../graph/layers/index.ts';
import { sampleProgram } from '../program/grammar/sample.ts';
import { mutate } from '../program/mutate.ts';
import { Rng } from '../random/rng.ts';
import { MNIST1D_REFERENCES } from '../references/mnist1d.ts';
import { parseProgram } from '../program/syntax/parse.ts';
import { printProgram } from '../program/syntax/print.ts';
import { recogniser } from '../testing/xgrammar.ts';
import { PROGRAM_GRAMMAR } from './grammar.ts';

const TASKS: readonly TaskShape[] = [
  { inputShape: [40, 1], classes: 10 },
  { inputShape: [28, 28, 1], classes: 10 },
  { inputShape: [12], classes: 3 },
];

const rewritten = (source: string): string => {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.error);
  return printProgram(parsed.value);
};

let accepts: (text: string) => Promise<boolean>;
beforeAll(async () => {
  accepts = await recogniser(PROGRAM_GRAMMAR);
}, 60_000);

describe('the grammar of programs', { timeout: 60_000 }, () => {
  it('writes whatever the sampler writes', async () => {
    const refused: string[] = [];
    for (const task of TASKS) {
      for (let seed = 0; seed < 60; seed++) {
        const program = sampleProgram(task, new Rng(seed));
        if (!(await accepts(program))) refused.push(program);
      }
    }
    expect(refused).toEqual([]);
  });

  it.each(MNIST1D_REFERENCES.map(({ name, source }) => [name, source] as const))(
    'writes the reference %s, as it stands and in the house style',
    async (_name, source) => {
      expect([await accepts(source), await accepts(rewritten(source))]).toEqual([true, true]);
    },
  );

  it('writes children of children, whatever the edits', async () => {
    const refused: string[] = [];
    for (let seed = 0; seed < 20; seed++) {
      const rng = new Rng(seed);
      let { source } = MNIST1D_REFERENCES[seed % 3] ?? { source: '' };
      for (let generation = 0; generation < 5; generation++) {
        const child = mutate(source, TASKS[0] as TaskShape, rng, 1);
        if (child.ok) ({ source } = child.value);
        if (!(await accepts(source))) refused.push(source);
      }
    }
    expect(refused).toEqual([]);
  });

  it('knows every layer of the table by all its names, and every one of its settings', async () => {
    for (const [name, kind] of Object.entries(LAYERS)) {
      const needed = Object.values(kind.keys).some(({ fallback }) => !fallback);
      expect([name, await accepts(programWith(`${name}()`))]).toEqual([name, !needed]);
    }
    const settings =
      "{ filters: 8, kernelSize: [3], strides: 2, padding: 'same', activation: 'swish', useBias: false, kernelInitializer: 'heNormal', kernelRegularizer: tf.regularizers.l2({ l2: 0.0001 }), trainable: true, name: 'first_1' }";
    expect(await accepts(programWith(`conv1d(${settings})`))).toBe(true);
  });

  it.each([
    ['an unknown layer', 'transformer({ units: 8 })'],
    ['a setting of another layer', 'dense({ units: 8, filters: 8 })'],
    ['a setting that must be given', 'dense()'],
    ['a word that is none of the setting', "dense({ units: 8, activation: 'leakyRelu' })"],
    ['a word where a number belongs', "dense({ units: 'many' })"],
    ['a fraction where a whole number belongs', 'dense({ units: 8.5 })'],
    ['a flag where a word belongs', 'conv1d({ filters: 8, kernelSize: 3, padding: true })'],
    ['a layer that the wrapper does not take', 'bidirectional({ layer: tf.layers.dense({ units: 8 }) })'],
    ['what TF.js cannot train', 'batchNormalization({ center: false })'],
  ])('refuses %s', async (_name, layer) => {
    expect(await accepts(programWith(layer))).toBe(false);
  });

  it('refuses what surrounds a program, and anything after it', async () => {
    const program = programWith('flatten()');
    expect(await accepts(program)).toBe(true);
    for (const text of [
      `Sure!\n${program}`,
      `\`\`\`js\n${program}\`\`\``,
      `${program}\n// done`,
      program.slice(0, -3),
    ])
      expect(await accepts(text)).toBe(false);
  });

  it('writes nothing that does not parse: of programs with a slip of the pen, none it accepts is broken', async () => {
    const rng = new Rng(5);
    let accepted = 0;
    for (let slip = 0; slip < 600; slip++) {
      const text = sampleProgram(TASKS[slip % 2] as TaskShape, new Rng(slip % 40));
      const at = rng.int(text.length);
      const written = rng.pick([
        '',
        '(',
        ')',
        '}',
        ',',
        "'",
        ';',
        '.',
        '0',
        'a',
        ' ',
        '=',
        text.charAt(at) + text.charAt(at),
      ]);
      const mutant = text.slice(0, at) + written + text.slice(at + 1);
      if (!(await accepts(mutant))) continue;
      accepted++;
      expect(parseProgram(mutant).ok ? '' : mutant).toBe('');
    }
    // Another digit or another letter of a name is no slip.
    expect(accepted).toBeGreaterThan(5);
    expect(accepted).toBeLessThan(200);
  });
});

/** A program whose one layer before the output is this. */
const programWith = (layer: string): string =>
  rewritten(`export default function build(tf, inputShape, numClasses) {
  const input = tf.input({ shape: inputShape });
  const x = tf.layers.${layer}.apply(input);
  return tf.model({ inputs: input, outputs: x });
}`);
