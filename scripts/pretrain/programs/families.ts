/** The known families of networks at toy sizes. Each draws its widths, depths and kernels anew. */
import { activate, convOf, rankOf, stridesOf } from '../../../src/search/program/grammar/blocks.ts';
import type { ProgramWriter } from '../../../src/search/program/grammar/writer.ts';
import { channelsOf, sizeAt, sizeOf } from '../../../src/search/graph/shape.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import {
  addTo,
  conv,
  convConfig,
  drawStyle,
  excite,
  globalPool,
  head,
  linearConv,
  pool,
  roomOf,
  strideFor,
  type Style,
  activated,
} from './parts.ts';

/** Writes all layers but the output. */
export type FamilyWriter = (net: ProgramWriter, rng: Rng) => void;

const WIDTHS = [4, 6, 8, 10, 12, 16, 20, 24, 32] as const;
const KERNELS = [3, 5, 7] as const;

/** Draws the stages of a network: the first keeps the length, the others halve it while there is room. */
function stages(
  net: ProgramWriter,
  rng: Rng,
  width: number,
  write: (filters: number, strides: number, index: number) => void,
): void {
  const growth = rng.pick([1, 1.25, 1.5, 2]);
  const count = 2 + rng.int(3);
  let filters = width;
  for (let index = 0; index < count; index++) {
    write(filters, index === 0 ? 1 : strideFor(net, 2), index);
    filters = Math.min(64, 2 * Math.round((filters * growth) / 2));
  }
}

const residual = (net: ProgramWriter, style: Style, filters: number, strides: number): void => {
  const before = net.keep('skip');
  conv(net, style, { filters, kernelSize: style.kernelSize, strides });
  linearConv(net, style, { filters, kernelSize: style.kernelSize });
  addTo(net, before, strides);
  activate(net, style.activation);
};

const bottleneck = (net: ProgramWriter, style: Style, filters: number, strides: number): void => {
  const before = net.keep('skip');
  conv(net, style, { filters: Math.max(2, Math.round(filters / 2)), kernelSize: 1 });
  conv(net, style, { filters: Math.max(2, Math.round(filters / 2)), kernelSize: style.kernelSize, strides });
  linearConv(net, style, { filters, kernelSize: 1 });
  addTo(net, before, strides);
  activate(net, style.activation);
};

/** Inverted bottleneck; on sequences, which have no depthwise layer, with a full convolution (Tan and Le 2021). */
function inverted(
  net: ProgramWriter,
  style: Style,
  {
    filters,
    strides,
    expand,
    squeeze,
  }: { filters: number; strides: number; expand: number; squeeze: boolean },
): void {
  const from = channelsOf(net.shape);
  const wide = expand * from;
  const stays = strides === 1 && from === filters;
  const before = stays ? net.keep('skip') : undefined;
  if (rankOf(net) === 2) {
    conv(net, style, { filters: wide, kernelSize: 1 });
    activated(net, style, 'depthwiseConv2d', {
      kernelSize: style.kernelSize,
      ...stridesOf(strides),
      padding: 'same',
    });
  } else {
    conv(net, style, { filters: wide, kernelSize: style.kernelSize, strides });
  }
  if (squeeze) excite(net, 4);
  linearConv(net, style, { filters, kernelSize: 1 });
  if (before) net.merge('add', [net.end, before]);
}

/** Channels of [.., c] are read as g groups and dealt out, one to each in turn (Zhang et al. 2018). */
function shuffle(net: ProgramWriter, groups: number): void {
  const { shape } = net;
  const spatial = shape.slice(0, -1);
  const channels = channelsOf(shape);
  const rank = spatial.length;
  net.then('reshape', { targetShape: [...spatial, groups, channels / groups] });
  net.then('permute', { dims: [...spatial.map((_, axis) => axis + 1), rank + 2, rank + 1] });
  net.then('reshape', { targetShape: [...shape] });
}

function dense(net: ProgramWriter, rng: Rng, style: Style, units: number): void {
  activated(net, style, 'dense', { units });
  if (rng.chance(0.3)) net.then('dropout', { rate: rng.pick([0.1, 0.2, 0.3, 0.5]) });
}

/** On sequences and images. */
export const CONVOLUTIONAL: Readonly<Record<string, FamilyWriter>> = {
  lenet(net, rng) {
    const style = { ...drawStyle(rng, 0), activation: rng.pick(['tanh', 'relu']) };
    const width = rng.pick([4, 6, 8, 12]);
    const kind = rng.pick(['average', 'max'] as const);
    conv(net, style, { filters: width, kernelSize: 5 });
    pool(net, kind);
    conv(net, style, { filters: rng.pick([2, 3]) * width, kernelSize: rng.pick([3, 5]) });
    pool(net, kind);
    net.then('flatten');
    if (rng.chance(0.6)) dense(net, rng, style, rng.pick([16, 24, 32, 48, 64]));
    if (rng.chance(0.3)) dense(net, rng, style, rng.pick([16, 24, 32]));
  },

  alexnet(net, rng) {
    const style = drawStyle(rng, 0.2);
    const width = rng.pick([8, 12, 16, 24]);
    conv(net, style, { filters: width, kernelSize: rng.pick([5, 7, 9]), strides: 2 });
    pool(net, 'max');
    conv(net, style, { filters: Math.round(1.5 * width), kernelSize: 5 });
    if (rng.chance(0.5)) pool(net, 'max');
    for (let left = 1 + rng.int(3); left > 0; left--) conv(net, style, { filters: 2 * width, kernelSize: 3 });
    if (rng.chance(0.5)) pool(net, 'max');
    net.then('flatten');
    dense(net, rng, style, rng.pick([24, 32, 48, 64]));
  },

  vgg(net, rng) {
    const style = { ...drawStyle(rng, 0.4), kernelSize: 3 };
    const depth = 1 + rng.int(2);
    stages(net, rng, rng.pick(WIDTHS), (filters) => {
      for (let left = depth; left > 0; left--) conv(net, style, { filters, kernelSize: 3 });
      if (roomOf(net) >= 4) pool(net, 'max');
    });
    head(net, rng, 0.6);
    if (rng.chance(0.3)) dense(net, rng, { ...style, norm: 'none' }, rng.pick([24, 32, 48]));
  },

  /** Strided convolutions and nothing else (Springenberg et al. 2015). */
  allconv(net, rng) {
    const style = drawStyle(rng, 0.5);
    let filters: number = rng.pick(WIDTHS);
    for (let left = 2 + rng.int(4); left > 0; left--) {
      conv(net, style, {
        filters,
        kernelSize: rng.chance(0.7) ? style.kernelSize : rng.pick(KERNELS),
        strides: strideFor(net, rng.chance(0.7) ? 2 : 1),
      });
      if (rng.chance(0.35)) filters = Math.min(64, Math.round(filters * rng.pick([1.5, 2])));
    }
    head(net, rng, 0.6);
  },

  /** Network in network (Lin et al. 2014). */
  nin(net, rng) {
    const style = drawStyle(rng, 0.4);
    const width = rng.pick([8, 12, 16, 24, 32]);
    for (let left = 2 + rng.int(2); left > 0; left--) {
      conv(net, style, { filters: width, kernelSize: style.kernelSize });
      for (let point = 1 + rng.int(2); point > 0; point--)
        conv(net, style, { filters: width, kernelSize: 1 });
      if (roomOf(net) >= 4) pool(net, rng.pick(['max', 'average'] as const));
    }
    head(net, rng, 0.2);
  },

  resnet(net, rng) {
    const style = drawStyle(rng, 0.7);
    const width = rng.pick(WIDTHS);
    conv(net, style, {
      filters: width,
      kernelSize: rng.pick(KERNELS),
      strides: strideFor(net, rng.pick([1, 2])),
    });
    stages(net, rng, width, (filters, strides) => residual(net, style, filters, strides));
    head(net, rng, 0.35);
  },

  /** Normalisation and activation first (He et al. 2016, identity mappings). */
  preact(net, rng) {
    const style = { ...drawStyle(rng, 1), norm: 'batchNormalization' as const };
    const width = rng.pick(WIDTHS);
    net.then(convOf(net), convConfig({ filters: width, kernelSize: style.kernelSize, strides: 2 }));
    for (let left = 1 + rng.int(3); left > 0; left--) {
      const before = net.keep('skip');
      for (let turn = 0; turn < 2; turn++) {
        net.then(style.norm);
        activate(net, style.activation);
        net.then(convOf(net), convConfig({ filters: width, kernelSize: style.kernelSize }));
      }
      net.merge('add', [net.end, before]);
      if (roomOf(net) >= 8) pool(net, 'average');
    }
    net.then(style.norm);
    activate(net, style.activation);
    head(net, rng, 0.4);
  },

  bottleneck(net, rng) {
    const style = drawStyle(rng, 0.7);
    const width = rng.pick([8, 12, 16, 24, 32]);
    conv(net, style, { filters: width, kernelSize: rng.pick(KERNELS), strides: strideFor(net, 2) });
    stages(net, rng, width, (filters, strides) => bottleneck(net, style, filters, strides));
    head(net, rng, 0.35);
  },

  inception(net, rng) {
    const style = drawStyle(rng, 0.4);
    const rank = rankOf(net);
    const width = rng.pick([4, 6, 8, 12]);
    conv(net, style, { filters: 2 * width, kernelSize: style.kernelSize, strides: strideFor(net, 2) });
    for (let left = 1 + rng.int(2); left > 0; left--) {
      const stem = net.keep('stem');
      const { activation } = style;
      const branches = [
        net.aside(
          'branch',
          convOf(net),
          { ...convConfig({ filters: width, kernelSize: 1 }), activation },
          stem,
        ),
      ];
      for (const kernelSize of rng.sample([3, 5, 7], 1 + rng.int(2)).sort()) {
        const small = Math.max(2, Math.round(width / 2));
        const reduced = rng.chance(0.6)
          ? net.aside('reduced', convOf(net), { filters: small, kernelSize: 1, activation }, stem)
          : stem;
        branches.push(
          net.aside(
            'branch',
            convOf(net),
            { ...convConfig({ filters: width, kernelSize }), activation },
            reduced,
          ),
        );
      }
      if (rng.chance(0.5)) {
        const config = { poolSize: 3, strides: 1, padding: 'same' };
        const pooled = net.aside('pooled', `maxPooling${rank}d`, config, stem);
        branches.push(
          net.aside('branch', convOf(net), { filters: width, kernelSize: 1, activation }, pooled),
        );
      }
      net.merge('concatenate', branches);
      if (style.norm !== 'none') net.then(style.norm);
      if (roomOf(net) >= 8) pool(net, 'max');
    }
    head(net, rng, 0.5);
  },

  mobilenet(net, rng) {
    const style = drawStyle(rng, 0.7);
    const width = rng.pick([4, 6, 8, 12, 16]);
    const expand = rng.pick([2, 3, 4]);
    conv(net, style, { filters: width, kernelSize: style.kernelSize, strides: strideFor(net, 2) });
    stages(net, rng, width, (filters, strides) =>
      inverted(net, style, { filters, strides, expand, squeeze: false }),
    );
    head(net, rng, 0.4);
  },

  efficientnet(net, rng) {
    const style = { ...drawStyle(rng, 0.7), activation: rng.pick(['swish', 'swish', 'relu']) };
    const width = rng.pick([4, 6, 8, 12, 16]);
    conv(net, style, { filters: width, kernelSize: 3, strides: strideFor(net, 2) });
    const count = 1 + rng.int(2);
    for (let index = 0; index < count; index++) {
      const filters = index === 0 ? width : Math.round(1.5 * width);
      inverted(net, style, {
        filters,
        strides: strideFor(net, 1 + index),
        expand: 2 + rng.int(3),
        squeeze: true,
      });
    }
    if (rng.chance(0.4)) conv(net, style, { filters: 2 * width, kernelSize: 1 });
    head(net, rng, 0.3);
  },

  /** Residual blocks with squeeze and excitation. */
  senet(net, rng) {
    const style = drawStyle(rng, 0.6);
    const width = rng.pick([8, 12, 16, 24]);
    conv(net, style, { filters: width, kernelSize: style.kernelSize, strides: strideFor(net, 2) });
    for (let left = 1 + rng.int(2); left > 0; left--) {
      const before = net.keep('skip');
      const strides = strideFor(net, rng.pick([1, 2]));
      conv(net, style, { filters: width, kernelSize: style.kernelSize, strides });
      linearConv(net, style, { filters: width, kernelSize: style.kernelSize });
      excite(net, rng.pick([2, 4]));
      addTo(net, before, strides);
      activate(net, style.activation);
    }
    head(net, rng, 0.4);
  },

  /** Widths along a quantised line (Radosavovic et al. 2020). */
  regnet(net, rng) {
    const style = drawStyle(rng, 0.8);
    const first = rng.pick([8, 12, 16]);
    const slope = rng.pick([4, 6, 8]);
    conv(net, style, { filters: first, kernelSize: 3, strides: strideFor(net, 2) });
    const count = 2 + rng.int(2);
    for (let block = 0; block < count; block++) {
      const filters = 4 * Math.round((first + slope * block) / 4);
      const before = net.keep('skip');
      const strides = strideFor(net, rng.pick([1, 2, 2]));
      conv(net, style, { filters, kernelSize: 1 });
      conv(net, style, { filters, kernelSize: style.kernelSize, strides });
      linearConv(net, style, { filters, kernelSize: 1 });
      addTo(net, before, strides);
      activate(net, style.activation);
    }
    head(net, rng, 0.3);
  },

  shufflenet(net, rng) {
    const style = drawStyle(rng, 0.6);
    const groups = rng.pick([2, 4]);
    const width = groups * rng.pick([4, 6, 8]);
    conv(net, style, { filters: width, kernelSize: 3, strides: strideFor(net, 2) });
    for (let left = 1 + rng.int(2); left > 0; left--) {
      const before = net.keep('skip');
      conv(net, style, { filters: width, kernelSize: 1 });
      shuffle(net, groups);
      if (rankOf(net) === 2) net.then('depthwiseConv2d', { kernelSize: 3, padding: 'same' });
      else net.then('conv1d', convConfig({ filters: width, kernelSize: style.kernelSize }));
      linearConv(net, style, { filters: width, kernelSize: 1 });
      net.merge('add', [net.end, before]);
      activate(net, style.activation);
      if (roomOf(net) >= 8) pool(net, 'average');
    }
    head(net, rng, 0.5);
  },

  densenet(net, rng) {
    const style = drawStyle(rng, 0.5);
    const growth = rng.pick([4, 6, 8, 12]);
    conv(net, style, { filters: 2 * growth, kernelSize: style.kernelSize, strides: strideFor(net, 2) });
    const blocks = 1 + rng.int(2);
    for (let block = 0; block < blocks; block++) {
      for (let left = 2 + rng.int(2); left > 0; left--) {
        const before = net.keep('dense');
        conv(net, style, { filters: growth, kernelSize: style.kernelSize });
        net.merge('concatenate', [before, net.end]);
      }
      if (block + 1 < blocks) {
        conv(net, style, { filters: Math.round(channelsOf(net.shape) / 2), kernelSize: 1 });
        pool(net, 'average');
      }
    }
    head(net, rng, 0.5);
  },

  squeezenet(net, rng) {
    const style = drawStyle(rng, 0.3);
    const width = rng.pick([4, 6, 8, 12]);
    conv(net, style, { filters: 2 * width, kernelSize: style.kernelSize, strides: strideFor(net, 2) });
    for (let left = 1 + rng.int(3); left > 0; left--) {
      conv(net, { ...style, norm: 'none' }, { filters: width, kernelSize: 1 });
      const squeezed = net.keep('squeezed');
      const { activation } = style;
      net.merge(
        'concatenate',
        [1, 3].map((kernelSize) =>
          net.aside(
            'expanded',
            convOf(net),
            { ...convConfig({ filters: 2 * width, kernelSize }), activation },
            squeezed,
          ),
        ),
      );
      if (style.norm !== 'none') net.then(style.norm);
      if (roomOf(net) >= 8) pool(net, 'max');
    }
    head(net, rng, 0.4);
  },

  /** Parallel narrow branches, summed (Xie et al. 2017). */
  resnext(net, rng) {
    const style = drawStyle(rng, 0.5);
    const width = rng.pick([8, 12, 16, 24]);
    const { activation } = style;
    conv(net, style, { filters: width, kernelSize: style.kernelSize, strides: strideFor(net, 2) });
    for (let left = 1 + rng.int(2); left > 0; left--) {
      const before = net.keep('skip');
      const paths = Array.from({ length: 2 + rng.int(2) }, () => {
        const small = Math.max(2, Math.round(width / 4));
        const narrow = net.aside(
          'narrow',
          convOf(net),
          { filters: small, kernelSize: 1, activation },
          before,
        );
        const config = convConfig({ filters: width, kernelSize: style.kernelSize });
        return net.aside('path', convOf(net), config, narrow);
      });
      net.merge('add', [before, ...paths]);
      if (style.norm !== 'none') net.then(style.norm);
      activate(net, activation);
      if (roomOf(net) >= 8) pool(net, 'max');
    }
    head(net, rng, 0.5);
  },

  /** Patches, then mixing over space and over channels in turn (Trockman and Kolter 2022). */
  convmixer(net, rng) {
    const style = { ...drawStyle(rng, 1), norm: 'batchNormalization' as const };
    const width = rng.pick([8, 12, 16, 24]);
    const patch = Math.min(roomOf(net), rng.pick([2, 3, 4]));
    conv(net, style, { filters: width, kernelSize: patch, strides: patch });
    for (let left = 1 + rng.int(3); left > 0; left--) {
      const before = net.keep('skip');
      if (rankOf(net) === 2)
        activated(net, style, 'depthwiseConv2d', { kernelSize: style.kernelSize, padding: 'same' });
      else conv(net, style, { filters: width, kernelSize: style.kernelSize });
      net.merge('add', [net.end, before]);
      conv(net, style, { filters: width, kernelSize: 1 });
    }
    head(net, rng, 0.3);
  },

  /** Gates on each position (Dauphin et al. 2017). */
  gated(net, rng) {
    const style = drawStyle(rng, 0.3);
    const width = rng.pick(WIDTHS);
    for (let left = 2 + rng.int(2); left > 0; left--) {
      const stem = net.keep('stem');
      const strides = strideFor(net, rng.pick([1, 2, 2]));
      const config = convConfig({ filters: width, kernelSize: style.kernelSize, strides });
      const gate = net.aside('gate', convOf(net), { ...config, activation: 'sigmoid' }, stem);
      const value = net.aside('value', convOf(net), { ...config, activation: 'tanh' }, stem);
      net.merge('multiply', [value, gate]);
      if (style.norm !== 'none') net.then(style.norm);
    }
    head(net, rng, 0.6);
  },

  /** Dense layers over positions and over channels (Tolstikhin et al. 2021), on a sequence of patches. */
  mixer(net, rng) {
    const width = rng.pick([8, 12, 16, 24]);
    const patch = Math.min(roomOf(net), rng.pick([2, 4, 4, 5]));
    net.then(convOf(net), { filters: width, kernelSize: patch, strides: patch });
    const positions = sizeOf(net.shape.slice(0, -1));
    if (rankOf(net) === 2) net.then('reshape', { targetShape: [positions, width] });
    for (let left = 1 + rng.int(2); left > 0; left--) {
      const first = net.keep('skip');
      net.then('layerNormalization');
      net.then('permute', { dims: [2, 1] });
      net.then('dense', { units: positions, activation: 'gelu' });
      net.then('permute', { dims: [2, 1] });
      net.merge('add', [net.end, first]);
      const second = net.keep('skip');
      net.then('layerNormalization');
      net.then('dense', { units: 2 * width, activation: 'gelu' });
      net.then('dense', { units: width });
      net.merge('add', [net.end, second]);
    }
    globalPool(net);
  },

  /** Convolutions that shorten a sequence for a recurrent layer to read (Shi et al. 2017). */
  crnn(net, rng) {
    const style = drawStyle(rng, 0.3);
    const width = rng.pick([8, 12, 16, 24]);
    do {
      conv(net, style, { filters: width, kernelSize: style.kernelSize, strides: 2 });
    } while (sizeAt(net.shape, 0) > 10);
    if (rankOf(net) === 2)
      net.then('reshape', { targetShape: [sizeAt(net.shape, 0), sizeAt(net.shape, 1) * width] });
    const factory = rng.pick(['gru', 'lstm'] as const);
    const config = { units: rng.pick([6, 8, 12, 16]) };
    if (rng.chance(0.5)) net.then('bidirectional', { layer: { factory, config } });
    else net.then(factory, config);
  },
};

/** Only on images, whose depthwise and separable layers they need. */
export const IMAGES_ONLY: Readonly<Record<string, FamilyWriter>> = {
  mobilenetv1(net, rng) {
    const style = drawStyle(rng, 0.7);
    const width = rng.pick([6, 8, 12, 16]);
    conv(net, style, { filters: width, kernelSize: 3, strides: 2 });
    stages(net, rng, 2 * width, (filters, strides) => {
      activated(net, style, 'depthwiseConv2d', { kernelSize: 3, ...stridesOf(strides), padding: 'same' });
      conv(net, style, { filters, kernelSize: 1 });
    });
    head(net, rng, 0.1);
  },

  xception(net, rng) {
    const style = drawStyle(rng, 0.8);
    const width = rng.pick([8, 12, 16, 24]);
    conv(net, style, { filters: width, kernelSize: 3, strides: 2 });
    for (let left = 1 + rng.int(2); left > 0; left--) {
      const before = net.keep('skip');
      activated(net, style, 'separableConv2d', convConfig({ filters: width, kernelSize: 3 }));
      net.then('separableConv2d', convConfig({ filters: width, kernelSize: 3 }));
      net.merge('add', [net.end, before]);
      activate(net, style.activation);
      if (roomOf(net) >= 8) pool(net, 'max');
    }
    head(net, rng, 0.2);
  },
};

/** On anything, as one vector. */
export const FLAT: Readonly<Record<string, FamilyWriter>> = {
  mlp(net, rng) {
    const style = drawStyle(rng, 0.3);
    if (net.shape.length > 1) net.then('flatten');
    let units = rng.pick([16, 24, 32, 48, 64, 96, 128]);
    for (let left = 1 + rng.int(3); left > 0; left--) {
      dense(net, rng, style, units);
      if (rng.chance(0.5)) units = Math.max(8, Math.round(units / 2));
    }
  },

  residualMlp(net, rng) {
    const style = drawStyle(rng, 0.4);
    if (net.shape.length > 1) net.then('flatten');
    const units = rng.pick([16, 24, 32, 48, 64, 96]);
    dense(net, rng, style, units);
    for (let left = 1 + rng.int(3); left > 0; left--) {
      const before = net.keep('skip');
      dense(net, rng, style, units);
      net.merge('add', [net.end, before]);
    }
  },
};
