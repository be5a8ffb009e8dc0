import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { bytesOf } from './byteLevel.ts';

/** Text to token numbers and back. */
export interface Tokenizer {
  /** Tokens are numbered from 0 to below this. */
  readonly size: number;
  /** Marks such as `<|end|>` in the text become their tokens, as they do in WebLLM. */
  encode(text: string): readonly number[];
  /** Bytes of UTF-8; a token may end in the middle of a character. */
  bytes(id: number): Uint8Array;
}

const utf8 = new TextEncoder();

/**
 * @param json `tokenizer.json` as Hugging Face writes it: byte-level BPE with added tokens
 * @throws when it holds another kind of tokenizer
 */
export function createTokenizer(json: object): Tokenizer {
  // The package takes every split for this one, and says nothing.
  const other = /"behavior":"(?!Isolated")(?<name>\w+)"/.exec(JSON.stringify(json))?.groups?.['name'];
  if (other) throw new SyntaxError(`tokenizer.json splits by ${other}, which is not known here.`);
  const hub = new HubTokenizer(json, {});
  const added = hub.get_added_tokens_decoder();
  const table = new Map<number, Uint8Array>();
  for (const [token, id] of hub.get_vocab(true)) {
    const mark = added.get(id)?.content;
    table.set(id, mark === undefined ? bytesOf(token) : utf8.encode(mark));
  }
  return {
    size: table.size,
    encode: (text) => hub.encode(text, { add_special_tokens: false }).ids,
    bytes: (id) => {
      const bytes = table.get(id);
      if (!bytes) throw new RangeError(`There is no token ${id}.`);
      return bytes;
    },
  };
}
