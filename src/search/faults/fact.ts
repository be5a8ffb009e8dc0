/** What facts are made of. */
import * as v from 'valibot';

export const texts = v.array(v.string());
/** Sizes of a tensor of one example. */
export const shape = v.array(v.number());

/** The schema of one kind of fact. `whose` is the layer, or the call that makes it, of which it is told, where it is one's. */
export const fact = <const Kind extends string, const Entries extends v.ObjectEntries>(
  kind: Kind,
  entries: Entries,
) => v.object({ kind: v.literal(kind), whose: v.exactOptional(v.string()), ...entries });
