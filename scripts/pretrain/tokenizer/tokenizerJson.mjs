/**
 * Byte-level byte-pair encoding in the format of Hugging Face's tokenizer.json. Plain JavaScript, since the toy model of
 * the tests is built by Node alone.
 */

const isPrintable = (byte) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
let moved = 0x100;

/** The alphabet of GPT-2's tokenizer, by byte: printable ones stand for themselves, the others for U+0100 upward. */
export const ALPHABET = Array.from({ length: 256 }, (_, byte) =>
  String.fromCodePoint(isPrintable(byte) ? byte : moved++),
);

export const spell = (bytes) => Array.from(bytes, (byte) => ALPHABET[byte]).join('');

/**
 * @param tokens by their ids: marks as they are, the others in the alphabet
 * @param marks those of the tokens that are never made of bytes
 * @param options.merges pairs of tokens, the first to be merged first
 * @param options.split regular expression of the pieces that merges never leave; without it all text is one piece
 */
export function tokenizerJson(tokens, marks, { merges = [], split } = {}) {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  // No other behaviour, since the JavaScript port of the tokenizers has no other.
  const splitter = { type: 'Split', pattern: { Regex: split }, behavior: 'Isolated', invert: false };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: tokens.flatMap((content, id) => (marks.includes(content) ? [mark(id, content)] : [])),
    normalizer: null,
    pre_tokenizer: split ? { type: 'Sequence', pretokenizers: [splitter, byteLevel] } : byteLevel,
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
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
}

const mark = (id, content) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});
