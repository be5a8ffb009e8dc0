import { stringIn, replaceLayer, setProperty } from './config.ts';
import { type EditKind, pickAny, stringsOf } from './kind.ts';
import { writeSlot } from './slots.ts';

const ACTIVATIONS = ['relu', 'gelu', 'swish', 'elu', 'selu', 'mish', 'tanh'];
/** Layers that are an activation, and the name that each has as a setting. */
const LAYER_NAMES: Readonly<Record<string, string>> = {
  reLU: 'relu',
  elu: 'elu',
  leakyReLU: 'leakyReLU',
  prelu: 'prelu',
};
const HAVE_ONE = /^(dense|conv1d|conv2d|separableConv2d)$/;

export const changeActivation: EditKind = {
  name: 'change activation',
  apply(editing) {
    const { rng, sites } = editing;
    const given = stringsOf(editing, ['activation']);
    const layers = sites.filter(({ factory }) => Object.hasOwn(LAYER_NAMES, factory));
    const linear = sites.filter(
      (site) =>
        !site.isOutput &&
        site.config &&
        HAVE_ONE.test(site.factory) &&
        stringIn(site.config, 'activation') === undefined,
    );
    // A layer without activation mostly has its own a line later, so it is chosen only when nothing else is there.
    const chosen = pickAny(rng, given.length + layers.length > 0 ? [...given, ...layers] : linear);
    if (!chosen) return undefined;
    const present = 'slot' in chosen ? chosen.value : (LAYER_NAMES[chosen.factory] ?? 'linear');
    const wanted = rng.pick(ACTIVATIONS.filter((name) => name !== present));
    const { factory } = 'slot' in chosen ? chosen.site : chosen;
    if ('slot' in chosen) writeSlot(chosen.slot, wanted);
    else if (Object.hasOwn(LAYER_NAMES, factory))
      replaceLayer(chosen, `activation({ activation: '${wanted}' })`);
    else setProperty(chosen, 'activation', `'${wanted}'`);
    return { kind: 'set', layer: factory, key: 'activation', from: present, to: wanted };
  },
};
