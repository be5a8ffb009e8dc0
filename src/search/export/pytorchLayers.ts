import type { TopologyLayer } from '../domain.ts';
import { axisOf } from '../graph/axes.ts';
import { type Shape, channelsOf, sizeAt } from '../graph/shape.ts';
import type { ExportCall } from './calls.ts';
import { Code, invoke, tuple } from './python.ts';
import type { PieceName } from './pytorchModules.ts';

type Config = TopologyLayer['config'];

/** How a layer is written in PyTorch. */
export interface Rendered {
  /** What makes its module, where it has weights or chance. */
  readonly module?: string;
  /** What computes its output, given the module's name. */
  readonly expression: string;
  readonly pieces: readonly PieceName[];
}

/** PyTorch's names of activations, and the piece that stands for those it lacks. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: 'F.relu',
  relu6: 'F.relu6',
  elu: 'F.elu',
  selu: 'F.selu',
  gelu: 'F.gelu',
  swish: 'F.silu',
  mish: 'F.mish',
  sigmoid: 'torch.sigmoid',
  tanh: 'torch.tanh',
  softplus: 'F.softplus',
  softsign: 'F.softsign',
};

interface Function {
  /** Undefined for none. */
  readonly code?: Code;
  readonly pieces: readonly PieceName[];
}

function activationOf(name: unknown): Function {
  if (name === undefined || name === 'linear') return { pieces: [] };
  if (name === 'hard_sigmoid' || name === 'softmax' || name === 'log_softmax')
    return { code: new Code(name), pieces: [name] };
  const known = ACTIVATIONS[String(name)];
  if (known === undefined) throw new Error(`no activation ${String(name)} in PyTorch`);
  return { code: new Code(known), pieces: [] };
}

const numbers = (value: unknown): readonly number[] => value as readonly number[];

/** Axis of a tensor with its batch in front. */
const batchedAxis = (axis: number, shape: Shape): number => axisOf(axis, shape) + 1;

const onlyIf = <T>(condition: boolean, value: T): T | undefined => (condition ? value : undefined);

const given = (value: unknown, usual: unknown): unknown => onlyIf(value !== usual, value);

function withModule(name: PieceName, call: ExportCall, text: string, more: readonly PieceName[]): Rendered {
  const [input] = call.inputs;
  return {
    module: text,
    expression: `self.${call.identifier}(${input?.variable ?? 'x'})`,
    pieces: [name, ...more],
  };
}

/** A layer whose module has a window or a kernel, and an activation. */
function weighted(name: PieceName, call: ExportCall, sizes: readonly unknown[]): Rendered {
  const { config } = call.layer;
  const { code, pieces } = activationOf(config['activation']);
  const text = invoke(name, sizes, {
    padding: given(config['padding'] ?? 'valid', 'valid'),
    activation: code,
    use_bias: given(config['use_bias'], true),
  });
  return withModule(name, call, text, pieces);
}

function recurrent(className: string, config: Config, features: number, flipped = false) {
  const activation = activationOf(config['activation']);
  const gate = activationOf(config['recurrent_activation']);
  const identity = new Code('identity');
  const text = invoke(className, [features, config['units']], {
    activation: given(activation.code?.text ?? 'identity', 'torch.tanh') && (activation.code ?? identity),
    recurrent_activation: onlyIf('recurrent_activation' in config, gate.code ?? identity),
    use_bias: given(config['use_bias'], true),
    return_sequences: given(config['return_sequences'], false),
    go_backwards: given(Boolean(config['go_backwards']) !== flipped, false),
    dropout: given(config['dropout'], 0),
    recurrent_dropout: given(config['recurrent_dropout'], 0),
  });
  const needsIdentity = text.includes('=identity');
  return {
    text,
    pieces: [
      ...activation.pieces,
      ...gate.pieces,
      ...(needsIdentity ? (['identity'] as const) : []),
      className as PieceName,
    ],
  };
}

/** An input whose axes are fewer than the widest input's gets axes of size 1 after the batch. */
function aligned({ inputs }: ExportCall): readonly string[] {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  return inputs.map(({ variable, shape }) => {
    const missing = rank - shape.length;
    return missing === 0 ? variable : `${variable}[:, ${Array<string>(missing).fill('None').join(', ')}]`;
  });
}

const nested = (name: string, items: readonly string[]): string =>
  items.reduce((joined, each) => `${name}(${joined}, ${each})`);

const axesOf = (shape: Shape): string => tuple(shape.slice(0, -1).map((_size, axis) => String(axis + 1)));

type Renderer = (call: ExportCall, config: Config, input: ExportCall['inputs'][number]) => Rendered;

const plain = (expression: string, ...pieces: readonly PieceName[]): Rendered => ({ expression, pieces });

const pool =
  (name: 'max_pool' | 'average_pool'): Renderer =>
  (_call, config, { variable }) =>
    plain(
      invoke(name, [new Code(variable), config['pool_size'], config['strides'] ?? config['pool_size']], {
        padding: given(config['padding'], 'valid'),
      }),
      name,
    );

const globalPool =
  (method: 'mean' | 'amax'): Renderer =>
  (_call, _config, { variable, shape }) =>
    plain(`${variable}.${method}(${axesOf(shape)})`);

const convolution: Renderer = (call, config, { shape }) =>
  weighted('Conv', call, [channelsOf(shape), config['filters'], config['kernel_size'], config['strides']]);

const recurrentLayer: Renderer = (call, config, { variable, shape }) => {
  const { text, pieces } = recurrent(call.layer.class_name, config, channelsOf(shape));
  return { module: text, expression: `self.${call.identifier}(${variable})`, pieces };
};

const joined =
  (sign: string): Renderer =>
  (call) =>
    plain(aligned(call).join(` ${sign} `));

/** By class of layer. */
const RENDERERS: Readonly<Record<string, Renderer>> = {
  Dense: (call, config, { shape }) => weighted('Dense', call, [channelsOf(shape), config['units']]),
  Conv1D: convolution,
  Conv2D: convolution,
  DepthwiseConv2D: (call, config, { shape }) =>
    weighted('DepthwiseConv', call, [
      channelsOf(shape),
      config['depth_multiplier'],
      config['kernel_size'],
      config['strides'],
    ]),
  SeparableConv2D: (call, config, { shape }) =>
    weighted('SeparableConv', call, [
      channelsOf(shape),
      config['filters'],
      config['depth_multiplier'],
      config['kernel_size'],
      config['strides'],
    ]),
  MaxPooling1D: pool('max_pool'),
  MaxPooling2D: pool('max_pool'),
  AveragePooling1D: pool('average_pool'),
  AveragePooling2D: pool('average_pool'),
  GlobalMaxPooling1D: globalPool('amax'),
  GlobalMaxPooling2D: globalPool('amax'),
  GlobalAveragePooling1D: globalPool('mean'),
  GlobalAveragePooling2D: globalPool('mean'),
  BatchNormalization(call, config, { shape }) {
    const axis = batchedAxis(Number(config['axis']), shape);
    const text = invoke('BatchNorm', [sizeAt(shape, axis - 1)], {
      axis,
      momentum: config['momentum'],
      epsilon: config['epsilon'],
    });
    return withModule('BatchNorm', call, text, []);
  },
  LayerNormalization(call, config, { shape }) {
    const axes = numbers(config['axis']).map((axis) => batchedAxis(axis, shape));
    const text = invoke('LayerNorm', [axes.map((axis) => sizeAt(shape, axis - 1)), axes], {
      epsilon: config['epsilon'],
      center: given(config['center'], true),
      scale: given(config['scale'], true),
    });
    return withModule('LayerNorm', call, text, []);
  },
  Dropout: (call, config, { variable }) => ({
    module: invoke('nn.Dropout', [config['rate']]),
    expression: `self.${call.identifier}(${variable})`,
    pieces: [],
  }),
  Activation(_call, config, { variable }) {
    const { code, pieces } = activationOf(config['activation']);
    return plain(code ? `${code.text}(${variable})` : variable, ...pieces);
  },
  ReLU: (_call, config, { variable }) =>
    plain(
      config['max_value'] === null
        ? `F.relu(${variable})`
        : invoke('torch.clamp', [new Code(variable), 0, config['max_value']]),
    ),
  LeakyReLU: (_call, config, { variable }) =>
    plain(invoke('F.leaky_relu', [new Code(variable), config['alpha']])),
  ELU: (_call, _config, { variable }) => plain(`F.elu(${variable})`),
  PReLU(call, config, { shape }) {
    const shared = config['shared_axes'] === null ? [] : numbers(config['shared_axes']);
    const sizes = shape.map((size, index) => (shared.includes(index + 1) ? 1 : size));
    return withModule('PReLU', call, invoke('PReLU', [sizes]), []);
  },
  Softmax: (_call, _config, { variable }) => plain(`softmax(${variable})`, 'softmax'),
  Flatten: (_call, _config, { variable }) => plain(`${variable}.flatten(1)`),
  Reshape: (call, _config, { variable }) =>
    plain(`${variable}.reshape(${['-1', ...call.shape.map(String)].join(', ')})`),
  Permute: (_call, config, { variable }) =>
    plain(`${variable}.permute(${[0, ...numbers(config['dims'])].join(', ')})`),
  Add: joined('+'),
  Multiply: joined('*'),
  Average: (call) => plain(`(${aligned(call).join(' + ')}) / ${call.inputs.length}`),
  Maximum: (call) => plain(nested('torch.maximum', aligned(call))),
  Minimum: (call) => plain(nested('torch.minimum', aligned(call))),
  Concatenate: (call, config, { shape }) =>
    plain(
      `torch.cat([${call.inputs.map(({ variable }) => variable).join(', ')}], ${batchedAxis(Number(config['axis']), shape)})`,
    ),
  ZeroPadding2D(_call, config, { variable }) {
    const [rows = [], columns = []] = config['padding'] as readonly (readonly number[])[];
    return plain(invoke('F.pad', [new Code(variable), [0, 0, ...columns, ...rows]]));
  },
  UpSampling2D: (_call, config, { variable }) =>
    plain(
      invoke('upsample', [new Code(variable), config['size']], {
        linear: onlyIf(config['interpolation'] === 'bilinear', true),
      }),
      'upsample',
    ),
  SimpleRNN: recurrentLayer,
  GRU: recurrentLayer,
  LSTM: recurrentLayer,
  Bidirectional(call, config, { shape }) {
    const { class_name, config: inner } = config['layer'] as {
      readonly class_name: string;
      readonly config: Config;
    };
    const there = recurrent(class_name, inner, channelsOf(shape));
    const back = recurrent(class_name, inner, channelsOf(shape), true);
    const text = invoke('Bidirectional', [
      new Code(there.text),
      new Code(back.text),
      config['merge_mode'] ?? 'concat',
    ]);
    return withModule('Bidirectional', call, text, there.pieces);
  },
};

/** @throws when the class of layer is none that candidates may use */
export function renderCall(call: ExportCall): Rendered {
  const renderer = RENDERERS[call.layer.class_name];
  const [input] = call.inputs;
  if (!renderer || !input) throw new Error(`no ${call.layer.class_name} in PyTorch`);
  const rendered = renderer(call, call.layer.config, input);
  if (rendered.module === undefined || call.layer.config['trainable'] !== false) return rendered;
  return { ...rendered, module: `${rendered.module}.requires_grad_(False)` };
}
