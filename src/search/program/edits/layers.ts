import type { Rng } from '../../random/rng.ts';
import { GRAMMAR } from '../grammar/distribution.ts';
import { insertBefore, takesOneBefore } from './insert.ts';
import { type EditKind, pickAny } from './kind.ts';
import { removeLayer } from './remove.ts';
import type { LayerSite } from './site.ts';

/** Chance that a layer that is added keeps the number of channels, so that it fits anywhere. */
const KEEP_WIDTH = 0.6;
/** For a vector or sequence whose width is not known. */
const USUAL_WIDTH = 16;

/** Those that a layer can be given by name; `leakyReLU` is a layer of its own. */
const NAMED_ACTIVATIONS = GRAMMAR.activation.filter(([name]) => name !== 'leakyReLU');

export const addLayer: EditKind = {
  name: 'add a layer',
  apply({ program, rng, sites }) {
    const site = pickAny(rng, sites.filter(takesOneBefore));
    if (!site) return undefined;
    const made = newLayer(site, rng);
    insertBefore(program, site, `${made.factory}({ ${made.settings} })`);
    return { kind: 'add', layer: made.factory, settings: made.settings, before: site.factory };
  },
};

/** A layer with weights that can read what stands before the site. */
function newLayer(site: LayerSite, rng: Rng): { readonly factory: string; readonly settings: string } {
  const shape = site.seen?.inputs[0];
  const channels = shape?.at(-1) ?? USUAL_WIDTH;
  const keeps = rng.chance(KEEP_WIDTH);
  const activation = rng.pickWeighted(NAMED_ACTIVATIONS);
  const rank = shape ? shape.length - 1 : rankByFactory(site.factory);
  if (rank !== 1 && rank !== 2) {
    const units = keeps && channels <= 256 ? channels : rng.pick(GRAMMAR.dense.units);
    return { factory: 'dense', settings: `units: ${units}, activation: '${activation}'` };
  }
  const filters = keeps && channels <= 128 ? channels : rng.pick(GRAMMAR.convolutional.filters);
  const kernel = rng.pickWeighted(GRAMMAR.convolutional.kernel);
  const rest = `kernelSize: ${kernel}, padding: 'same', activation: '${activation}'`;
  if (rank === 1) return { factory: 'conv1d', settings: `filters: ${filters}, ${rest}` };
  const factory = rng.pickWeighted([
    ['conv2d', 6],
    ['separableConv2d', 3],
    ['depthwiseConv2d', 1],
  ]);
  return { factory, settings: factory === 'depthwiseConv2d' ? rest : `filters: ${filters}, ${rest}` };
}

/** Spatial axes that a layer wants of its input, as its name tells. */
function rankByFactory(factory: string): number {
  if (/1d$/i.test(factory)) return 1;
  return /2d$/i.test(factory) ? 2 : 0;
}

/** Without these the layers around would not fit. */
const NEEDED = /^(flatten|reshape|permute|softmax)$/;

export const dropLayer: EditKind = {
  name: 'remove a layer',
  apply(editing) {
    const spare = editing.sites.filter(
      ({ use, factory, isOutput }) => use.kind !== 'other' && !isOutput && !NEEDED.test(factory),
    );
    const site = pickAny(editing.rng, spare);
    return site && removeLayer(editing, site) ? { kind: 'remove', layer: site.factory } : undefined;
  },
};
