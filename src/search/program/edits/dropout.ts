import { GRAMMAR } from '../grammar/distribution.ts';
import { insertBefore, takesOneBefore } from './insert.ts';
import { type EditKind, changed, numbersOf, pickAny } from './kind.ts';
import { removeLayer } from './remove.ts';
import { writeSlot } from './slots.ts';

/** Changes a dropout's rate, takes one out, or puts one in. */
export const changeDropout: EditKind = {
  name: 'change dropout',
  apply(editing) {
    const { program, rng, sites } = editing;
    const present = pickAny(
      rng,
      numbersOf(editing, ['rate']).filter(({ site }) => site.factory === 'dropout'),
    );
    if (present && rng.chance(0.8)) {
      if (rng.chance(0.4))
        return removeLayer(editing, present.site) ? { kind: 'remove', layer: 'dropout' } : undefined;
      const wanted = rng.pick(GRAMMAR.dropoutRate.filter((rate) => rate !== present.value));
      writeSlot(present.slot, wanted);
      return changed(present, wanted);
    }
    const site = pickAny(
      rng,
      sites.filter((each) => takesOneBefore(each) && each.factory !== 'dropout'),
    );
    if (!site) return undefined;
    const rate = rng.pick(GRAMMAR.dropoutRate);
    insertBefore(program, site, `dropout({ rate: ${rate} })`);
    return { kind: 'add', layer: 'dropout', settings: `rate ${rate}`, before: site.factory };
  },
};
