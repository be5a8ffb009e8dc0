/** What the page knows of the weights that it ships. */
import { createHash } from 'node:crypto';
import { BLOCK_KINDS } from '../../src/search/strategies/gptnas/blocks.ts';
import { decode, tokenText, VOCABULARY_SIZE } from '../../src/search/strategies/gptnas/vocabulary.ts';

export interface Seal {
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  /** Of the texts of all tokens and the names of all blocks, in order: what the weights' rows stand for. */
  readonly meaning: string;
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export function sealOf(weights: Uint8Array): Seal {
  const tokens = Array.from({ length: VOCABULARY_SIZE }, (_, id) => tokenText(decode(id)));
  const meaning = sha256([...tokens, ...BLOCK_KINDS].join('\n'));
  return { sha256: sha256(weights), meaning };
}
