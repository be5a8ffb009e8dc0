import type { Architecture } from '../../../src/search/domain.ts';

const ACTIVATIONS = ['relu', 'gelu', 'swish', 'elu', 'tanh', 'sigmoid'];
const CLASSES = [
  'Conv1D',
  'Conv2D',
  'Dense',
  'BatchNormalization',
  'LayerNormalization',
  'Dropout',
  'MaxPooling1D',
  'AveragePooling1D',
  'Add',
  'Concatenate',
  'Multiply',
  'Activation',
  'GRU',
  'LSTM',
  'Bidirectional',
];

const log = (value: number): number => Math.log2(1 + value);
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const most = (values: readonly number[]): number => Math.max(0, ...values);
const least = (values: readonly number[]): number => (values.length === 0 ? 0 : Math.min(...values));

/** What of a network for short sequences bears on how well it learns, as numbers. Always of the same length. */
export function featuresOf({
  topology,
  layers,
  params,
  flops,
  activationBytes,
}: Architecture): readonly number[] {
  const counts = CLASSES.map((name) => layers.filter(({ className }) => className === name).length);
  const settings = topology.config.layers;
  const convs = settings.filter(({ class_name }) => /^(Separable)?Conv[12]D$/.test(class_name));
  const numbers = (key: string): readonly number[] =>
    convs.map(({ config }) => [config[key]].flat()[0]).filter((value) => typeof value === 'number');
  const kernels = numbers('kernel_size');
  const filters = numbers('filters');
  const strides = numbers('strides');
  const activations = settings.map(({ config }) => config['activation']);
  const hidden = activations.filter(
    (name) => typeof name === 'string' && name !== 'linear' && name !== 'softmax',
  );
  const spatial = layers.filter(({ outputShape }) => outputShape.length === 2);
  const lengths = spatial.map(({ outputShape }) => outputShape[0] ?? 0);
  const end = spatial.at(-1);
  const last = layers.at(-1);
  const beforeLast = layers.find(({ name }) => name === last?.inputs[0]);
  const globals = layers.filter(({ className }) => className.startsWith('Global'));
  const isGlobal = (kind: string) => Number(globals.some(({ className }) => className.includes(kind)));
  const rates = settings
    .filter(({ class_name }) => class_name === 'Dropout')
    .map(({ config }) => config['rate']);
  const units = settings
    .filter(({ class_name }) => class_name === 'Dense')
    .map(({ config }) => config['units']);
  return [
    log(params),
    log(flops),
    log(activationBytes),
    layers.length,
    ...counts,
    depthOf(layers, /Conv|Dense|GRU|LSTM|Bidirectional/),
    depthOf(layers, /Conv/),
    receptiveField(convs.map(({ config }) => config)),
    kernels[0] ?? 0,
    mean(kernels),
    most(kernels),
    log(filters[0] ?? 0),
    log(mean(filters)),
    log(most(filters)),
    log(least(filters)),
    mean(strides),
    strides[0] ?? 0,
    lengths[1] ?? 0,
    end?.outputShape[0] ?? 0,
    log(end?.outputShape[1] ?? 0),
    log(beforeLast?.outputShape.at(-1) ?? 0),
    isGlobal('Average'),
    isGlobal('Max'),
    Number(layers.some(({ className }) => className === 'Flatten')),
    ...ACTIVATIONS.map((name) => hidden.filter((each) => each === name).length / Math.max(1, hidden.length)),
    hidden.length / Math.max(1, convs.length + units.length - 1),
    rates.reduce<number>((sum, rate) => sum + Number(rate), 0),
    log(most(units.map(Number))),
    units.length,
    convs.filter(({ config }) => config['padding'] === 'valid').length,
    convs.filter(({ config }) => [config['kernel_size']].flat()[0] === 1).length,
  ];
}

/** Most layers of these kinds on any way from input to output. */
function depthOf(layers: Architecture['layers'], kinds: RegExp): number {
  const depths = new Map<string, number>();
  for (const { name, className, inputs } of layers) {
    const before = most(inputs.map((input) => depths.get(input) ?? 0));
    depths.set(name, before + Number(kinds.test(className)));
  }
  return most([...depths.values()]);
}

/** Input positions that one output position can see, were all convolutions one after another. */
function receptiveField(convs: readonly Readonly<Record<string, unknown>>[]): number {
  let field = 1;
  let step = 1;
  for (const config of convs) {
    field += (Number([config['kernel_size']].flat()[0]) - 1) * step;
    step *= Number([config['strides']].flat()[0]);
  }
  return Math.min(160, field);
}
