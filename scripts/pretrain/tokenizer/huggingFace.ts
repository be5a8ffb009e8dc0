/** A vocabulary in the format of Hugging Face's tokenizer.json, and back. */
import { type Bpe, Tokenizer } from './bpe.ts';
import { PIECE, SPECIALS } from './pieces.ts';

/** The byte-level alphabet of GPT-2's tokenizer: printable bytes stand for themselves, the others for U+0100 upward. */
const ALPHABET: readonly string[] = (() => {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
})();

const spell = (bytes: readonly number[]): string => bytes.map((byte) => ALPHABET[byte]).join('');

export function toTokenizerJson(bpe: Bpe) {
  const tokenizer = new Tokenizer(bpe);
  const spelt = (id: number) => SPECIALS[id] ?? spell(tokenizer.bytesOf(id));
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  // No other behaviour, since the JavaScript port of the tokenizers has no other.
  const split = { type: 'Split', pattern: { Regex: PIECE }, behavior: 'Isolated', invert: false };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIALS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [split, byteLevel] },
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(Array.from({ length: tokenizer.size }, (_, id) => [spelt(id), id])),
      merges: bpe.merges.map((pair) => pair.map(spelt).join(' ')),
    },
  };
}

/** @param json what `toTokenizerJson` made, read back */
export function fromTokenizerJson({ model }: ReturnType<typeof toTokenizerJson>): Bpe {
  const vocab: Readonly<Record<string, number>> = model.vocab;
  return {
    merges: model.merges.map((text) => {
      const [left = '', right = ''] = text.split(' ');
      return [vocab[left] ?? 0, vocab[right] ?? 0] as const;
    }),
  };
}
