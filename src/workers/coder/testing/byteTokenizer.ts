/**
 * `tokenizer.json` of a byte-level BPE: the marks first, then all bytes by their value, then the merges.
 *
 * @param merges in the alphabet of byte-level BPE, where Ġ is the space
 */
export function byteTokenizer(
  marks: readonly string[],
  merges: readonly (readonly [string, string])[] = [],
): object {
  const characters = Array.from({ length: 256 }, (_, byte) => byte);
  const visible = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  const hidden = characters.filter((byte) => !visible(byte));
  const alphabet = characters.map((byte) =>
    String.fromCodePoint(visible(byte) ? byte : 256 + hidden.indexOf(byte)),
  );
  const tokens = [...marks, ...alphabet, ...merges.map((pair) => pair.join(''))];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: marks.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
}
