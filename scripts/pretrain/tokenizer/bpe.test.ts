import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tokenizer, trainBpe } from './bpe.ts';
import { fromTokenizerJson, toTokenizerJson } from './huggingFace.ts';
import { SPECIALS } from './pieces.ts';

const TEXTS = [
  '  x = tf.layers.conv1d({ filters: 16, kernelSize: 3 }).apply(x);\n  x = tf.layers.flatten().apply(x);',
  '  x = tf.layers.conv1d({ filters: 24, kernelSize: 3 }).apply(x);\n  x = tf.layers.dense({ units: 16 }).apply(x);',
];
const FIRST_MERGE = SPECIALS.length + 256;
const bpe = trainBpe(TEXTS, 340);
const tokenizer = new Tokenizer(bpe);

describe('byte pairs', () => {
  // Sennrich et al. 2016, figure 1's idea on the usual example, worked by hand: in `aaabdaaabac`, aa (4) is
  // commonest; then, with Z = aa, Za and ab stand twice each, and Z has the higher id.
  it('are joined from the commonest down', () => {
    const a = SPECIALS.length + 97;
    const { merges } = trainBpe(['aaabdaaabac'], FIRST_MERGE + 2);
    expect(merges).toEqual([
      [a, a],
      [a, a + 1],
    ]);
    expect(new Tokenizer({ merges }).encode('aaab')).toEqual([FIRST_MERGE, FIRST_MERGE + 1]);
  });

  it('come back as the text they were made of, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => tokenizer.decode(tokenizer.encode(text)) === text,
      ),
    );
    for (const text of TEXTS) expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
  });

  it('take few tokens for what they were trained on', () => {
    const [text = ''] = TEXTS;
    expect(tokenizer.encode(text).length).toBeLessThan(text.length / 5);
  });

  it('never cross a line or a number', () => {
    for (let id = FIRST_MERGE; id < tokenizer.size; id++) {
      const text = tokenizer.decode([id]);
      expect(text.slice(1)).not.toContain('\n');
      expect(text).toMatch(/^ [0-9.]+$|^(?!.* [0-9])/s);
    }
  });

  it('leave the marks whole', () => {
    expect(tokenizer.encode('<|task|>a<|end|>')).toEqual([2, SPECIALS.length + 97, 0]);
    expect(tokenizer.decode([2, 0])).toBe('<|task|><|end|>');
  });
});

it('survives being written in the format of Hugging Face', () => {
  const written = JSON.parse(JSON.stringify(toTokenizerJson(bpe))) as ReturnType<typeof toTokenizerJson>;
  expect(fromTokenizerJson(written)).toEqual(bpe);
  expect(written.model.vocab).toMatchObject({ '<|end|>': 0, Ġ16: expect.any(Number) });
  expect(Object.keys(written.model.vocab)).toHaveLength(tokenizer.size);
});
