/**
 * The tokens in which the GPT reads layers. A token is a record without what the layers before it tell already (its
 * number and its `in`) and without what is the same everywhere (padding and dilation). The paper's corpora come to 168
 * tokens (Yu et al. 2023, section 3.2), ours to `VOCABULARY_SIZE`.
 *
 * Shipped weights are bound to the order of the tokens.
 */
import type { LayerSequence } from '../../ports.ts';
import { BLOCK_KINDS, type Genome, variantsOf, WIDTHS } from './blocks.ts';
import { type LayerRecord, type OtherName, recordsByBlock, recordsOf } from './records.ts';

/** What a token says of a layer. */
export type LayerToken =
  | {
      readonly family: 'conv';
      readonly out: number;
      readonly kernel: number;
      readonly stride: number;
      /** `each` for a depthwise convolution. */
      readonly groups: number | 'each';
      readonly bias: boolean;
    }
  | {
      readonly family: 'pool';
      readonly type: Extract<LayerRecord, { family: 'pool' }>['type'];
      readonly kernel: number;
      readonly stride: number;
    }
  | { readonly family: 'fc'; readonly out: number }
  | { readonly family: 'other'; readonly name: OtherName };

function tokenOf(record: LayerRecord): LayerToken {
  const { family } = record;
  switch (family) {
    case 'conv': {
      const { out, kernel, stride, bias } = record;
      const groups = record.groups > 1 && record.groups === record.in ? 'each' : record.groups;
      return { family, out, kernel, stride, groups, bias };
    }
    case 'pool':
      return { family, type: record.type, kernel: record.kernel, stride: record.stride };
    case 'fc':
      return { family, out: record.out };
    case 'other':
      return { family, name: record.name };
  }
}

/** The text of a token, e.g. `conv 16 k3 s1` or `BatchNorm`; different for different tokens. */
export function tokenText(token: LayerToken): string {
  switch (token.family) {
    case 'conv': {
      const groups =
        token.groups === 'each' ? ' depthwise' : token.groups > 1 ? ` groups ${token.groups}` : '';
      return `conv ${token.out} k${token.kernel} s${token.stride}${groups}${token.bias ? ' bias' : ''}`;
    }
    case 'pool':
      return token.type === 'global-average'
        ? 'global average pool'
        : `${token.type} pool k${token.kernel} s${token.stride}`;
    case 'fc':
      return `fc ${token.out}`;
    case 'other':
      return token.name;
  }
}

/** Every token, in the order in which the blocks of the table first bring it forth. */
const TOKENS: readonly LayerToken[] = [
  ...new Map(
    BLOCK_KINDS.flatMap(variantsOf)
      .flatMap((block) => WIDTHS.flatMap((channels) => recordsOf(block, channels)))
      .map(tokenOf)
      .map((token) => [tokenText(token), token]),
  ).values(),
];

const IDS: ReadonlyMap<string, number> = new Map(TOKENS.map((token, id) => [tokenText(token), id]));

export const VOCABULARY_SIZE = TOKENS.length;

/** The number of a layer's token; of the nearest in `out` for a size that no token has, as the input's channels. */
export function encode(record: LayerRecord): number {
  const token = tokenOf(record);
  const id = IDS.get(tokenText(token));
  if (id !== undefined) return id;
  if (!('out' in token)) throw new RangeError(`no token stands for ${tokenText(token)}`);
  const alike = TOKENS.filter(
    (each) => 'out' in each && tokenText({ ...each, out: token.out }) === tokenText(token),
  ) as readonly (typeof token)[];
  const [nearest] = alike.toSorted((a, b) => Math.abs(a.out - token.out) - Math.abs(b.out - token.out));
  if (!nearest) throw new RangeError(`no token stands for ${tokenText(token)}`);
  return IDS.get(tokenText(nearest)) as number;
}

/** @throws RangeError for a number outside 0 ... VOCABULARY_SIZE - 1 */
export function decode(id: number): LayerToken {
  const token = TOKENS[id];
  if (!token) throw new RangeError(`there is no token ${id}; there are ${VOCABULARY_SIZE}`);
  return token;
}

/** A network as the GPT sees it. Of an image's or a sequence's channels, the first layers' tokens tell nothing. */
export function sequenceOf(genome: Genome, channels = 1): LayerSequence {
  const blocks = recordsByBlock(genome, channels);
  return {
    layers: blocks.flatMap((records) => records.map(encode)),
    blocks: blocks.flatMap((records, index) => {
      const block = genome[index];
      return records.map(() => (block ? BLOCK_KINDS.indexOf(block.kind) : 0));
    }),
  };
}
