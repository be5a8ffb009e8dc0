/** A vocabulary in the format of Hugging Face's tokenizer.json, and back. */
import { type Bpe, Tokenizer } from './bpe.ts';
import { PIECE, SPECIALS } from './pieces.ts';
import { spell, type TokenizerJson, tokenizerJson } from './tokenizerJson.mjs';

export function toTokenizerJson(bpe: Bpe): TokenizerJson {
  const tokenizer = new Tokenizer(bpe);
  const spelt = (id: number) => SPECIALS[id] ?? spell(tokenizer.bytesOf(id));
  const tokens = Array.from({ length: tokenizer.size }, (_, id) => spelt(id));
  const merges = bpe.merges.map(([left, right]) => [spelt(left), spelt(right)] as const);
  return tokenizerJson(tokens, SPECIALS, { merges, split: PIECE });
}

/** @param json what `toTokenizerJson` made, read back */
export function fromTokenizerJson({ model: { vocab, merges } }: TokenizerJson): Bpe {
  return {
    merges: merges.map((text) => {
      const [left = '', right = ''] = text.split(' ');
      return [vocab[left] ?? 0, vocab[right] ?? 0] as const;
    }),
  };
}
