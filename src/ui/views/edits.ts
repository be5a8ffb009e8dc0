/** What was done to a program or to a list of blocks, in the page's language. */
import type { Edit } from '../../search/edits/edit.ts';
import { m } from '../messages/messages.js';

const WORDS: { readonly [K in Edit['kind']]: (edit: Extract<Edit, { kind: K }>) => string } = {
  set: ({ layer, key, from, to }) => m.edits_set({ layer, key, from, to }),
  widen: ({ layer, key, from, to }) => m.edits_widen({ layer, key, from, to }),
  narrow: ({ layer, key, from, to }) => m.edits_narrow({ layer, key, from, to }),
  'widen-all': ({ count, key, from, to }) => m.edits_widen_all({ count, key, from, to }),
  'narrow-all': ({ count, key, from, to }) => m.edits_narrow_all({ count, key, from, to }),
  add: ({ layer, settings, before }) =>
    settings === undefined ? m.edits_add({ layer, before }) : m.edits_add_with({ layer, settings, before }),
  remove: ({ layer }) => m.edits_remove({ layer }),
  swap: ({ layer, to }) => m.edits_swap({ layer, to }),
  skip: ({ over, isProjected }) => {
    const told = { count: over.length, layers: over.join(', ') };
    return isProjected ? m.edits_skip_projected(told) : m.edits_skip(told);
  },
  'grow-widen': ({ block, width }) => m.edits_morph_widen({ block, width }),
  'grow-deepen': ({ name, kernel, after }) => m.edits_morph_insert({ name, kernel, after }),
  'grow-skip': ({ from, block }) =>
    from === undefined ? m.edits_morph_join_input({ block }) : m.edits_morph_join({ from, block }),
  crossover: ({ first, last }) => m.edits_crossover({ first, last }),
  'block-first': ({ block }) => m.edits_block_first({ block }),
  'block-after': ({ at, block }) => m.edits_block_after({ at, block }),
  'block-out': ({ at, block }) => m.edits_block_out({ at, block }),
  'block-exchanged': ({ at, block, to }) => m.edits_block_exchanged({ at, block, to }),
  'block-varied': ({ at, block, to }) => m.edits_block_varied({ at, block, to }),
  'block-predicted': ({ at, block, to }) => m.edits_block_predicted({ at, block, to }),
};

/** An edit in a few words; those of old runs are words already. */
export function editWords(edit: Edit | string): string {
  if (typeof edit === 'string') return edit;
  // The table has for each kind what takes that kind, which the compiler cannot follow through an index.
  return (WORDS[edit.kind] as (edit: Edit) => string)(edit);
}
