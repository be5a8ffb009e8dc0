/** Keras is not run here; what is written is read by Python's own parser and held against the topology. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { QuickJsCompiler } from '../../workers/sandbox/compiler.ts';
import type { Architecture, TaskShape } from '../domain.ts';
import { faultInEnglish } from '../faults/english.ts';
import { exportCases } from '../testing/exportCases.ts';
import { chain } from '../testing/tfjsOracle.ts';
import { identifiersOf } from './calls.ts';
import { writeKeras } from './keras.ts';

const PYTHON = 'python3';
const MINUTE = 60_000;

/** Reads a list of files; answers with what `build_model` makes: per line its target, constructors and names it reads. */
const READER = `
import ast, json, sys

def name_of(node):
    return f"{name_of(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else node.id

def statement(node):
    made = [call for call in ast.walk(node.value) if isinstance(call, ast.Call) and isinstance(call.func, (ast.Attribute, ast.Name))]
    layers = [call for call in made if name_of(call.func).startswith(("keras.layers", "keras.Input", "UpSample"))]
    return {
        "target": node.targets[0].id,
        "layers": [{
            "class": name_of(call.func),
            "keywords": [keyword.arg for keyword in call.keywords],
            "name": next((keyword.value.value for keyword in call.keywords if keyword.arg == "name"), None),
        } for call in layers],
        "reads": [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)],
    }

def build(text):
    module = ast.parse(text)
    function = next(node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == "build_model")
    known = [node.name for node in module.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return {"known": known, "lines": [statement(node) for node in function.body if isinstance(node, ast.Assign)],
            "output": function.body[-1].value.args[1].id}

print(json.dumps([build(text) for text in json.load(sys.stdin)]))
`;

interface Parsed {
  readonly known: readonly string[];
  readonly lines: readonly {
    readonly target: string;
    readonly layers: readonly {
      readonly class: string;
      readonly keywords: readonly string[];
      readonly name: string | null;
    }[];
    readonly reads: readonly string[];
  }[];
  readonly output: string;
}

const compiler = new QuickJsCompiler();

async function compiled(source: string, task: TaskShape): Promise<Architecture> {
  const result = await compiler.compile(source, task);
  if (!result.ok) throw new Error(faultInEnglish(result.error.message));
  return result.value;
}

const KERNEL = [
  'kernel_initializer',
  'kernel_regularizer',
  'use_bias',
  'bias_initializer',
  'bias_regularizer',
];
const WINDOW = ['strides', 'padding', 'activation'];
const DEPTHWISE = ['depth_multiplier', 'depthwise_initializer', 'depthwise_regularizer'];
const RECURRENT = [
  ...KERNEL,
  'activation',
  'recurrent_initializer',
  'recurrent_regularizer',
  'dropout',
  'recurrent_dropout',
  'return_sequences',
  'go_backwards',
];
const AFFINE = [
  'axis',
  'epsilon',
  'center',
  'scale',
  ...['beta', 'gamma'].flatMap((name) => [`${name}_initializer`, `${name}_regularizer`]),
];

/** What the constructors of Keras 3 take by name, of that which a candidate can set (Keras 3 API reference). */
const SIGNATURES: Readonly<Record<string, readonly string[]>> = {
  'keras.Input': ['shape'],
  Dense: ['activation', ...KERNEL],
  Conv1D: [...WINDOW, ...KERNEL],
  Conv2D: [...WINDOW, ...KERNEL],
  DepthwiseConv2D: [...WINDOW, ...DEPTHWISE, 'use_bias', 'bias_initializer', 'bias_regularizer'],
  SeparableConv2D: [
    ...WINDOW,
    ...DEPTHWISE,
    'pointwise_initializer',
    'pointwise_regularizer',
    'use_bias',
    'bias_initializer',
    'bias_regularizer',
  ],
  MaxPooling1D: ['pool_size', 'strides', 'padding'],
  MaxPooling2D: ['pool_size', 'strides', 'padding'],
  AveragePooling1D: ['pool_size', 'strides', 'padding'],
  AveragePooling2D: ['pool_size', 'strides', 'padding'],
  BatchNormalization: ['momentum', ...AFFINE, 'moving_mean_initializer', 'moving_variance_initializer'],
  LayerNormalization: AFFINE,
  Dropout: ['seed'],
  ReLU: ['max_value', 'negative_slope', 'threshold'],
  LeakyReLU: ['negative_slope'],
  PReLU: ['alpha_initializer', 'alpha_regularizer', 'shared_axes'],
  Softmax: ['axis'],
  Concatenate: ['axis'],
  ZeroPadding2D: ['padding'],
  UpSampling2D: ['size', 'interpolation'],
  SimpleRNN: RECURRENT,
  GRU: [...RECURRENT, 'recurrent_activation', 'reset_after'],
  LSTM: [...RECURRENT, 'recurrent_activation', 'unit_forget_bias'],
  Bidirectional: ['merge_mode'],
};

const hasPython = spawnSync(PYTHON, ['--version']).status === 0;
const cases = exportCases();

describe('an exported Keras file', () => {
  const found = new Map<string, { readonly architecture: Architecture; readonly parsed: Parsed }>();

  beforeAll(async () => {
    if (!hasPython) return;
    const architectures = await Promise.all(cases.map(({ source, task }) => compiled(source, task)));
    const texts = architectures.map((each, i) => writeKeras(each, cases[i]?.name ?? ''));
    const run = spawnSync(PYTHON, ['-c', READER], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (run.status !== 0) throw new Error(run.stderr);
    const parsed = JSON.parse(run.stdout) as readonly Parsed[];
    for (const [i, { name }] of cases.entries()) {
      const [architecture, file] = [architectures[i], parsed[i]];
      if (architecture && file) found.set(name, { architecture, parsed: file });
    }
  }, MINUTE);

  it.for(cases)('says what the topology says: $name', ({ name }, context) => {
    if (!hasPython) context.skip(`${PYTHON} is not on this machine`);
    const { architecture, parsed } = found.get(name) ?? expect.fail('not read');
    const { layers } = architecture.topology.config;
    const names = identifiersOf(layers);

    // Every layer is made once, of its own class, under its own name.
    const made = parsed.lines.flatMap((line) => line.layers).filter((layer) => layer.name !== null);
    const className = (of: string): string => of.replace('keras.layers.', '');
    expect(made.map((layer) => [layer.name, className(layer.class)])).toEqual(
      layers.map((layer) => [
        names.get(layer.name),
        layer.class_name === 'InputLayer'
          ? 'keras.Input'
          : layer.config['interpolation'] === 'bilinear'
            ? 'UpSampleTowardsNext'
            : layer.class_name,
      ]),
    );

    // By no word that Keras does not know.
    for (const layer of parsed.lines.flatMap((line) => line.layers)) {
      const known = ['name', 'trainable', ...(SIGNATURES[className(layer.class)] ?? [])];
      expect(known, layer.class).toEqual(expect.arrayContaining([...layer.keywords]));
    }

    // Every call reads what was made before it, as many tensors as the network's.
    const defined = new Set(['keras', 'inputs', ...parsed.known]);
    for (const line of parsed.lines) {
      for (const read of line.reads) expect(defined).toContain(read);
      defined.add(line.target);
    }
    const reads = (line: Parsed['lines'][number]): number =>
      line.reads.filter((read) =>
        parsed.lines.some(({ target }) => target === read && !read.endsWith('_shared')),
      ).length;
    const calls = parsed.lines.filter(({ target }) => !target.endsWith('_shared'));
    expect(calls.map(reads)).toEqual(architecture.layers.map(({ inputs }) => inputs.length));
    expect(parsed.output).toBe(calls.at(-1)?.target);
  });
});

describe('a line of a Keras file', () => {
  const series: TaskShape = { inputShape: [12, 2], classes: 3 };
  const image: TaskShape = { inputShape: [8, 6, 2], classes: 3 };
  const line = async (task: TaskShape, part: string): Promise<string | undefined> => {
    const text = writeKeras(await compiled(chain(part), task), 'one');
    return /inputs = keras\.Input.*\n\s+x = (.*?)\(inputs\) {2}#/.exec(text)?.[1];
  };

  it.each([
    [
      series,
      "conv1d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'swish', kernelInitializer: 'glorotUniform' })",
      'keras.layers.Conv1D(4, (3,), strides=(2,), padding="same", activation="silu", kernel_initializer="glorot_uniform", name="conv1d_1")',
    ],
    [
      series,
      'gru({ units: 3 })',
      'keras.layers.GRU(3, kernel_initializer="glorot_normal", recurrent_activation=hard_sigmoid, reset_after=False, name="gru_1")',
    ],
    [
      series,
      "bidirectional({ layer: tf.layers.lstm({ units: 3, recurrentActivation: 'sigmoid', returnSequences: true }), mergeMode: 'ave' })",
      'keras.layers.Bidirectional(keras.layers.LSTM(3, kernel_initializer="glorot_normal", return_sequences=True, recurrent_activation="sigmoid", unit_forget_bias=False), merge_mode="ave", name="bidirectional_1")',
    ],
    [
      series,
      'dense({ units: 2, kernelInitializer: tf.initializers.constant({ value: 0.5 }), kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }), useBias: false })',
      'keras.layers.Dense(2, kernel_initializer=keras.initializers.Constant(value=0.5), kernel_regularizer=keras.regularizers.L1L2(l1=0, l2=0.1), use_bias=False, name="dense_1")',
    ],
    [series, 'leakyReLU({ alpha: 0.1 })', 'keras.layers.LeakyReLU(negative_slope=0.1, name="leaky_re_lu_1")'],
    [
      image,
      'batchNormalization({ momentum: 0.9, epsilon: 0.01 })',
      'keras.layers.BatchNormalization(axis=-1, momentum=0.9, epsilon=0.01, name="batch_normalization_1")',
    ],
    [
      image,
      'zeroPadding2d({ padding: [[1, 0], [2, 3]] })',
      'keras.layers.ZeroPadding2D(padding=((1, 0), (2, 3)), name="zero_padding2d_1")',
    ],
  ])('carries the settings over: %#', async (task, part, wanted) => {
    expect(await line(task, part)).toBe(wanted);
  });

  it('brings along what Keras computes otherwise', async () => {
    const text = writeKeras(await compiled(chain('gru({ units: 3 })'), series), 'one');
    expect(text).toContain('keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)');
    const plain = writeKeras(await compiled(chain('dense({ units: 3 })'), series), 'one');
    expect(plain).not.toContain('hard_sigmoid');
  });
});
