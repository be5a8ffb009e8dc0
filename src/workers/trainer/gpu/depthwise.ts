import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type ConvLayerAttrs, DEPTHWISE } from '../fused/ops/conv.ts';
import {
  type GradientAttrs,
  type LayerAttrs,
  filterGradientOf,
  inputGradientOf,
} from '../fused/ops/layerGradient.ts';
import { beforeActivation, valueFunction } from './activation.ts';
import { register } from './kernel.ts';
import { type Program, groupsFor, perNumber } from './program.ts';
import { totalFunction } from './total.ts';
import { WINDOW, WINDOW_FUNCTIONS, sumOverWindows, windowSizes } from './window.ts';

/** Channels and positions that a group of threads of the filter's gradient takes at a time. */
const [COLUMNS, LANES] = [8, 32];

/** Depthwise layers and their gradients, a dispatch each, the activation and the bias in them. */
export function registerDepthwise(): void {
  register<'x' | 'filter' | 'bias', ConvLayerAttrs>(
    DEPTHWISE,
    ({ inputs: { x, filter, bias }, attrs, gpu }) => {
      const y = gpu.make(attrs.shape);
      const size = util.sizeFromShape(attrs.shape);
      gpu.run(forward(attrs), {
        outputs: [y],
        inputs: bias ? [x, filter, bias] : [x, filter],
        sizes: [size, ...windowSizes(attrs.info)],
        factors: [attrs.alpha],
        groups: groupsFor(size),
      });
      return y;
    },
  );
  register<'dy' | 'y' | 'filter', GradientAttrs<ConvLayerAttrs>>(
    inputGradientOf(DEPTHWISE),
    ({ inputs: { dy, y, filter }, attrs, gpu }) => {
      const dx = gpu.make(attrs.shape);
      const size = util.sizeFromShape(attrs.shape);
      gpu.run(inputGradient(attrs), {
        outputs: [dx],
        inputs: [...beforeActivation(attrs.activation).tensors(dy, y), filter],
        sizes: [size, ...windowSizes(attrs.info)],
        factors: [attrs.alpha],
        groups: groupsFor(size),
      });
      return dx;
    },
  );
  register<'dy' | 'y' | 'x', GradientAttrs<ConvLayerAttrs>>(
    filterGradientOf(DEPTHWISE),
    ({ inputs: { dy, y, x }, attrs, gpu }) => {
      const { info } = attrs;
      const made: TensorInfo[] = [gpu.make(attrs.shape)];
      if (attrs.bias) made.push(gpu.make([info.outChannels]));
      const taps = info.filterHeight * info.filterWidth;
      gpu.run(filterGradient(attrs), {
        outputs: made,
        inputs: [...beforeActivation(attrs.activation).tensors(dy, y), x],
        sizes: [taps, ...windowSizes(info)],
        factors: [attrs.alpha],
        groups: groupsFor(info.outChannels, COLUMNS),
        parts: taps + made.length - 1,
      });
      return made;
    },
  );
}

const forward = ({ activation, bias }: LayerAttrs): Program =>
  perNumber({
    name: `depthwise/${activation}/${bias}`,
    outputs: ['result'],
    inputs: bias ? ['image', 'weights', 'bias'] : ['image', 'weights'],
    sizes: WINDOW,
    factors: ['alpha'],
    functions: valueFunction('value', activation) + WINDOW_FUNCTIONS,
    main: `
  let channel = i % n.outChannels;
  let position = i / n.outChannels;
  let example = position / (n.outWidth * n.outHeight);
  let source = channel / (n.outChannels / n.inChannels);
  var sum = ${bias ? 'bias[channel]' : '0.0'};
  for (var fy = 0; fy < n.filterHeight; fy++) {
    let row = inRow(position / n.outWidth % n.outHeight, fy);
    if (row < 0) { continue; }
    for (var fx = 0; fx < n.filterWidth; fx++) {
      let column = inColumn(position % n.outWidth, fx);
      if (column < 0) { continue; }
      sum += image[((example * n.inHeight + row) * n.inWidth + column) * n.inChannels + source]
        * weights[(fy * n.filterWidth + fx) * n.outChannels + channel];
    }
  }
  result[i] = value(sum);`,
  });

function inputGradient({ activation }: LayerAttrs): Program {
  const before = beforeActivation(activation);
  return perNumber({
    name: `depthwise input gradient/${activation}`,
    outputs: ['dx'],
    inputs: [...before.inputs, 'weights'],
    sizes: WINDOW,
    factors: ['alpha'],
    functions: before.functions + WINDOW_FUNCTIONS,
    main: sumOverWindows(`let tap = (fy * n.filterWidth + fx) * n.outChannels + channel * multiplier;
      for (var m = 0; m < multiplier; m++) { sum += dz(at + m) * weights[tap + m]; }`),
  });
}

/** A part for each tap, and one more for the bias. */
function filterGradient({ activation, bias }: LayerAttrs): Program {
  const before = beforeActivation(activation);
  return {
    name: `depthwise filter gradient/${activation}/${bias}`,
    outputs: bias ? ['weights', 'bias'] : ['weights'],
    inputs: [...before.inputs, 'image'],
    sizes: ['taps', ...WINDOW],
    factors: ['alpha'],
    threads: [COLUMNS, LANES],
    functions: before.functions + WINDOW_FUNCTIONS + totalFunction(COLUMNS, LANES),
    main: `
  let channel = group * ${COLUMNS} + x;
  let source = channel / (n.outChannels / n.inChannels);
  var sum = 0.0;
  if (channel < n.outChannels) {
    for (var position = y; position < n.images * n.outHeight * n.outWidth; position += ${LANES}) {
      let row = inRow(position / n.outWidth % n.outHeight, part / n.filterWidth);
      let column = inColumn(position % n.outWidth, part % n.filterWidth);
      if (part < n.taps && (row < 0 || column < 0)) { continue; }
      let example = position / (n.outWidth * n.outHeight);
      var value = 1.0;
      if (part < n.taps) {
        value = image[((example * n.inHeight + row) * n.inWidth + column) * n.inChannels + source];
      }
      sum += value * dz(position * n.outChannels + channel);
    }
  }
  sum = total(sum, x, y);
  if (y > 0 || channel >= n.outChannels) { return; }
  ${bias ? 'if (part == n.taps) { bias[channel] = sum; return; }' : ''}
  weights[part * n.outChannels + channel] = sum;`,
  };
}
