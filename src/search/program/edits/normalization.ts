import { replaceLayer } from './config.ts';
import { insertBefore, takesOneBefore } from './insert.ts';
import { type EditKind, pickAny } from './kind.ts';
import { removeLayer } from './remove.ts';

const NORMS = ['batchNormalization', 'layerNormalization'] as const;
const isNorm = (factory: string): boolean => NORMS.some((name) => name === factory);

/** Swaps, takes out or puts in a normalisation. */
export const changeNormalization: EditKind = {
  name: 'change normalisation',
  apply(editing) {
    const { program, rng, sites } = editing;
    const present = pickAny(
      rng,
      sites.filter(({ factory, use }) => isNorm(factory) && use.kind !== 'other'),
    );
    if (present && rng.chance(0.6)) {
      if (rng.chance(0.4))
        return removeLayer(editing, present) ? { kind: 'remove', layer: present.factory } : undefined;
      const other = rng.pick(NORMS.filter((name) => name !== present.factory));
      // Settings of the one mean nothing to the other; what says the input's shape must stay.
      if (present.config && present.config.properties.length > 0) return undefined;
      replaceLayer(present, `${other}()`);
      return { kind: 'swap', layer: present.factory, to: other };
    }
    const site = pickAny(
      rng,
      sites.filter((each) => takesOneBefore(each) && !isNorm(each.factory)),
    );
    if (!site) return undefined;
    const made = rng.pickWeighted([
      ['batchNormalization', 7],
      ['layerNormalization', 3],
    ]);
    insertBefore(program, site, `${made}()`);
    return { kind: 'add', layer: made, before: site.factory };
  },
};
