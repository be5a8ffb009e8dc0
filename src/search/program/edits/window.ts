import { propertyOf, removeProperty, setProperty } from './config.ts';
import { type EditKind, changed, numbersOf, pickAny } from './kind.ts';
import { writeSlot } from './slots.ts';

const KERNELS = [1, 2, 3, 5, 7, 9];
const STRIDES = [1, 2, 3];

export const changeKernel: EditKind = {
  name: 'change kernel size',
  apply(editing) {
    const chosen = pickAny(editing.rng, numbersOf(editing, ['kernelSize']));
    if (!chosen) return undefined;
    const { site, value, slot } = chosen;
    const room = Math.min(...(site.seen?.inputs[0]?.slice(0, -1) ?? [Infinity]));
    const wanted = pickAny(
      editing.rng,
      KERNELS.filter((kernel) => kernel !== value && kernel <= room),
    );
    if (wanted === undefined) return undefined;
    writeSlot(slot, wanted);
    return changed(chosen, wanted);
  },
};

export const changeStride: EditKind = {
  name: 'change stride',
  apply(editing) {
    const { rng, sites } = editing;
    const given = numbersOf(editing, ['strides']).filter(({ site }) => slides(site.factory));
    const bare = sites.filter(
      (site) => slides(site.factory) && site.config && !propertyOf(site.config, 'strides'),
    );
    const chosen = pickAny(rng, [...given, ...bare]);
    if (!chosen) return undefined;
    if (!('slot' in chosen)) {
      const wanted = rng.pick(STRIDES.slice(1));
      setProperty(chosen, 'strides', String(wanted));
      return { kind: 'set', layer: chosen.factory, key: 'strides', from: 1, to: wanted };
    }
    const { site, slot, value } = chosen;
    const wanted = rng.pick(STRIDES.filter((stride) => stride !== value));
    const inPlace = propertyOf(site.config, 'strides')?.value === slot[0];
    // 1 is what a convolution does unless told otherwise.
    if (wanted === 1 && inPlace) removeProperty(site.config, 'strides');
    else writeSlot(slot, wanted);
    return changed(chosen, wanted);
  },
};

const slides = (factory: string): boolean => /conv/i.test(factory);
