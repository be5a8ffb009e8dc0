import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Tokenizer } from '../../../scripts/pretrain/tokenizer/bpe.ts';
import { fromTokenizerJson } from '../../../scripts/pretrain/tokenizer/huggingFace.ts';
import { tersePrompt } from '../../search/prompts/terse.ts';
import { createTokenizer } from './tokenizer.ts';

const SHIPPED = new URL('../../../public/models/nas-coder/resolve/main/tokenizer.json', import.meta.url);

const json = JSON.parse(readFileSync(SHIPPED, 'utf8'));
const trainedWith = new Tokenizer(fromTokenizerJson(json));
const tokenizer = createTokenizer(json);

it('encodes as the tokenizer did that the model was trained with', () => {
  const program = `export default function build(tf, input, classes) {
  let x = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same' }).apply(input);
  return tf.layers.dense({ units: classes }).apply(tf.layers.flatten().apply(x));
}
`;
  const parent = { source: program, params: 5200, valAccuracy: 0.81 };
  const task = { inputShape: [28, 28, 1], classes: 10 };
  const prompt = tersePrompt({ task, parents: [parent, parent], instruction: 'add-residual' });
  expect(tokenizer.encode(prompt)).toEqual(trainedWith.encode(prompt));
  expect(prompt.length / tokenizer.encode(prompt).length).toBeGreaterThan(3);

  const pieces = fc.constantFrom(
    '\n',
    ' ',
    '  ',
    '3',
    ' 12.5',
    '.',
    'conv',
    'x',
    '<|child|>',
    '<|',
    'é',
    '€',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      expect(tokenizer.encode(text)).toEqual(trainedWith.encode(text));
    }),
  );
});
