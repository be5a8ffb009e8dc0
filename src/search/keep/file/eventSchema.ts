/** The shape of every event, for those that come from a file. Numbers are finite, as JSON's are. */
import * as v from 'valibot';
import type { RunEvent } from '../../domain.ts';
import { editSchema } from '../../edits/edit.ts';
import { ZERO_COST_PROXIES } from '../../estimators/proxies.ts';
import { faultFactSchema } from '../../faults/schema.ts';
import { trainingFactSchema } from '../../faults/training.ts';
import { LIMITS } from '../../graph/limits.ts';
import { MUTATIONS } from '../../prompts/llmaticPrompt.ts';
import { specSchema } from '../../spec/spec.ts';
import { MOST_ISLANDS } from '../../spec/strategy.ts';
import { saidSchema as said } from '../../told/schema.ts';

const num = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const ids = v.array(id);
const text = v.string();
const texts = v.array(text);
const shape = v.array(id);
const optional = v.exactOptional;

/** Words in runs that were kept before edits had kinds. */
const edits = v.array(v.union([text, editSchema]));

/** A label is a byte. */
const MOST_CLASSES = 256;
/** Calls of layers, and as many inputs at most. */
const MOST_LAYERS = 2 * LIMITS.layers;

const task = v.object({
  inputShape: shape,
  classes: v.pipe(id, v.maxValue(MOST_CLASSES)),
  classNames: optional(texts),
  labelCounts: optional(v.array(count)),
});

const origin = v.variant('kind', [
  v.object({ kind: v.literal('sampled') }),
  v.object({ kind: v.literal('seed'), name: text }),
  v.object({ kind: v.literal('mutated'), parent: id, edits }),
  v.object({
    kind: v.literal('chosen'),
    parents: ids,
    space: v.picklist(['chain', 'branched', 'cell', 'benchmark']),
    choices: texts,
  }),
  v.object({ kind: v.literal('edited'), parents: ids }),
  v.object({ kind: v.literal('assembled'), parents: ids, blocks: texts, edits }),
  v.object({
    kind: v.literal('written'),
    parents: ids,
    instruction: optional(text),
    request: optional(count),
    model: text,
    tuned: optional(v.pipe(count, v.minValue(1))),
    prompt: text,
    reply: text,
    temperature: num,
    tokens: num,
    writeMs: num,
  }),
]);

const span = v.object({ old: count, now: count });
const candidate = v.object({
  id,
  arm: v.picklist(['search', 'baseline']),
  source: text,
  origin,
  inherits: optional(id),
  growth: optional(
    v.array(
      v.object({ layer: text, inputs: optional(v.array(span)), outputs: span, isNew: optional(v.boolean()) }),
    ),
  ),
  trainShare: optional(num),
  island: optional(count),
});

const layersOf = <T extends v.GenericSchema>(layer: T) => v.pipe(v.array(layer), v.maxLength(MOST_LAYERS));
const topology = v.object({
  class_name: v.literal('Functional'),
  config: v.object({
    name: text,
    layers: layersOf(
      v.object({
        class_name: text,
        name: text,
        config: v.record(text, v.unknown()),
        inbound_nodes: v.array(v.array(v.tuple([text, num, num, v.looseObject({})]))),
      }),
    ),
    input_layers: v.array(v.tuple([text, num, num])),
    output_layers: v.array(v.tuple([text, num, num])),
  }),
  keras_version: text,
  backend: v.literal('tensor_flow.js'),
});

const architecture = v.object({
  topology,
  layers: layersOf(
    v.object({
      name: text,
      className: text,
      detail: text,
      inputs: texts,
      outputShape: v.array(count),
      params: count,
      flops: num,
      activationBytes: num,
    }),
  ),
  params: count,
  flops: num,
  activationBytes: num,
  widthToDepth: num,
  hash: text,
});

const fault = v.object({
  kind: v.picklist([
    'empty',
    'syntax',
    'no-function',
    'unknown-layer',
    'bad-argument',
    'shape',
    'output',
    'too-big',
    'timeout',
    'memory',
    'runtime',
  ]),
  message: v.union([text, faultFactSchema]),
  line: optional(num),
  quote: optional(text),
  layer: optional(text),
});

const outcome = v.variant('kind', [
  v.object({
    kind: v.literal('scored'),
    params: count,
    flops: num,
    activationBytes: num,
    valAccuracy: num,
    valLoss: num,
    bestEpoch: num,
    epochs: num,
    steps: num,
    screeningSteps: optional(num),
    trainMs: num,
    buildMs: num,
    peakBytes: num,
    inherited: optional(num),
    morphGap: optional(num),
  }),
  v.object({ kind: v.literal('rejected'), fault }),
  v.object({ kind: v.literal('duplicate'), of: id }),
  v.object({
    kind: v.literal('screened'),
    stage: v.picklist([
      'novelty',
      'size',
      'zero-cost',
      'one-shot',
      'short',
      'halving',
      'median',
      'curve',
      'predictor',
    ]),
    message: text,
    figures: optional(
      v.object({
        value: num,
        bar: num,
        length: optional(v.object({ unit: v.picklist(['steps', 'epochs']), count: num })),
        proxy: optional(v.picklist([...ZERO_COST_PROXIES, 'vote'])),
        chance: optional(num),
      }),
    ),
    of: optional(id),
    steps: optional(num),
  }),
  v.object({
    kind: v.literal('failed'),
    reason: v.picklist(['diverged', 'out-of-memory', 'trainer-lost', 'timeout', 'error']),
    message: v.union([text, trainingFactSchema]),
  }),
  v.object({ kind: v.literal('cancelled') }),
]);

const measured = optional(v.object({ value: optional(num), ms: num }));
const probe = v.object({
  grad_norm: measured,
  snip: measured,
  grasp: measured,
  fisher: measured,
  synflow: measured,
  jacob_cov: measured,
  naswot: measured,
  one_shot: measured,
});

const { strategy, budget, training, screening, estimator, workers, baseline } = specSchema.entries;
/** Without the defaults of a specification: what a patch does not name stays as it was. */
const patch = v.object({
  strategy: optional(strategy.wrapped),
  budget: optional(budget.wrapped),
  training: optional(training.wrapped),
  screening: optional(screening.wrapped),
  estimator: optional(estimator.wrapped),
  workers: optional(workers.wrapped),
  baseline: optional(baseline.wrapped),
});

const ranked = v.object({ id, fitness: num });
const evoNote = v.variant('kind', [
  v.object({ kind: v.literal('seed'), id, name: text, fitness: optional(num) }),
  v.object({ kind: v.literal('round'), round: count, parents: ids }),
  v.object({
    kind: v.literal('prompt'),
    parents: ids,
    target: v.object({ params: num, valAccuracy: num }),
  }),
  v.object({
    kind: v.literal('child'),
    id,
    fate: v.variant('kind', [
      v.object({ kind: v.literal('kept'), fitness: num }),
      v.object({ kind: v.literal('over-ceiling'), error: num }),
      v.object({ kind: v.literal('unscored') }),
    ]),
  }),
  v.object({ kind: v.literal('selected'), survivors: v.array(ranked) }),
  v.object({
    kind: v.literal('tuning'),
    tuning: v.variant('kind', [
      v.object({
        kind: v.literal('tuned'),
        lessons: count,
        keptBack: optional(v.object({ before: num, after: num })),
      }),
      v.object({ kind: v.literal('untuned'), reason: said }),
    ]),
  }),
]);

const point = v.tuple([num, num]);
const network = { id, accuracy: num, loss: num, niche: count };
const prompt = v.object({
  niche: count,
  curiosity: num,
  elite: v.object({
    kind: v.picklist(Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[]),
    temperature: num,
    fitness: num,
  }),
});
const llmaticNote = v.variant('kind', [
  v.object({
    kind: v.literal('niches'),
    networkCentroids: v.array(point),
    promptCentroids: v.array(point),
    networks: v.array(v.object(network)),
    prompts: v.array(prompt),
  }),
  v.object({
    kind: v.literal('generation'),
    phase: v.picklist(['warm-up', 'mutation', 'crossover']),
    parents: ids,
    promptNiche: optional(count),
  }),
  v.object({
    kind: v.literal('child'),
    id,
    network: optional(v.object({ ...network, placed: v.picklist(['new', 'improved', 'kept-incumbent']) })),
    prompts: v.array(prompt),
  }),
]);

const gptNasNote = v.variant('kind', [
  v.object({
    kind: v.literal('predictor'),
    predictor: v.picklist(['shipped', 'trained-here', 'none']),
  }),
  v.object({
    kind: v.literal('teaching'),
    phase: v.picklist(['pretrain', 'fine-tune']),
    step: count,
    of: count,
    loss: num,
  }),
  v.object({ kind: v.literal('generation'), generation: count, elimination: num, population: ids }),
  v.object({
    kind: v.literal('individual'),
    generation: count,
    individual: v.object({
      id,
      blocks: texts,
      predicted: v.array(count),
      valAccuracy: optional(num),
    }),
  }),
]);

const chatNote = v.object({ kind: v.literal('unanswered'), request: count, why: said });

/** As many as the largest population has members. */
const MOST_FRONTS = 1000;
const probabilities = v.array(v.array(num));
const spacedNote = v.variant('kind', [
  v.object({
    kind: v.literal('foretold'),
    foretold: v.object({ id, mean: num, deviation: num, valAccuracy: num }),
  }),
  v.object({
    kind: v.literal('weighed'),
    weights: v.object({ likely: probabilities, against: optional(probabilities) }),
  }),
  v.object({ kind: v.literal('credited'), way: v.array(v.tuple([count, count])), reward: num }),
  v.object({
    kind: v.literal('selected'),
    generation: v.object({
      generation: count,
      members: v.array(v.object({ id, front: v.pipe(count, v.maxValue(MOST_FRONTS)) })),
    }),
  }),
]);

const morphismNote = v.variant('kind', [
  v.object({ kind: v.literal('step'), step: count, parent: id }),
  v.object({
    kind: v.literal('child'),
    child: v.object({ id, moves: edits, valAccuracy: optional(num), gap: optional(num) }),
  }),
  v.object({ kind: v.literal('moved'), to: id }),
]);
const sposNote = v.variant('kind', [
  v.object({ kind: v.literal('training'), step: count, of: count, loss: num }),
  v.object({ kind: v.literal('generation'), generation: count, best: num, mean: num }),
  v.object({ kind: v.literal('trained'), id, oneShot: num, valAccuracy: optional(num) }),
]);

const cellOf = v.array(count);
const dartsNote = v.variant('kind', [
  v.object({
    kind: v.literal('search'),
    steps: id,
    order: v.picklist(['first', 'second']),
    mend: v.picklist(['none', 'early-stop', 'skip-dropout']),
    maxSkips: count,
  }),
  v.object({
    kind: v.literal('alphas'),
    step: count,
    alphas: v.array(v.array(num)),
    trainLoss: num,
    valLoss: num,
    cell: cellOf,
    skips: count,
  }),
  v.object({ kind: v.literal('stopped'), step: count, skips: count }),
  v.object({ kind: v.literal('derived'), step: count, cell: cellOf }),
  v.object({ kind: v.literal('trained'), number: id, id, valAccuracy: optional(num) }),
]);

const islandNumber = v.pipe(count, v.maxValue(MOST_ISLANDS - 1));
const switchesNote = v.variant('kind', [
  v.object({ kind: v.literal('migrated'), from: islandNumber, to: islandNumber, id }),
  v.object({ kind: v.literal('reset'), island: islandNumber, from: islandNumber, id }),
  v.object({
    kind: v.literal('bandit'),
    slot: v.picklist(['instruction', 'temperature']),
    tried: v.array(v.object({ option: v.union([text, num]), tries: count, meanReward: num })),
  }),
  v.object({ kind: v.literal('rules'), rules: texts }),
]);

const island = optional(islandNumber);
const note = v.variant('method', [
  v.object({ method: v.literal('evoprompting'), note: evoNote, island }),
  v.object({ method: v.literal('llmatic'), note: llmaticNote, island }),
  v.object({ method: v.literal('gptnas'), note: gptNasNote, island }),
  v.object({ method: v.literal('chat'), note: chatNote, island }),
  v.object({ method: v.literal('morphism'), note: morphismNote, island }),
  v.object({ method: v.literal('spaced'), note: spacedNote, island }),
  v.object({ method: v.literal('spos'), note: sposNote, island }),
  v.object({ method: v.literal('darts'), note: dartsNote, island }),
  v.object({ method: v.literal('switches'), note: switchesNote, island }),
]);

const backendReason = v.variant('kind', [
  v.object({ kind: v.literal('chosen'), isSoftware: optional(v.boolean()) }),
  v.object({ kind: v.literal('gpu') }),
  v.object({
    kind: v.literal('no-gpu'),
    why: v.picklist(['no-webgpu', 'no-adapter', 'software', 'not-started']),
    fault: optional(said),
    wasmFault: optional(said),
  }),
]);

const at = v.pipe(num, v.minValue(0));
/** Column and row of the archive. */
const cell = v.tuple([count, count]);

const eventSchema = v.variant('kind', [
  v.object({ at, kind: v.literal('started'), spec: specSchema, task }),
  v.object({
    at,
    kind: v.literal('trainer'),
    trainer: count,
    report: v.object({
      backend: v.picklist(['webgpu', 'wasm', 'cpu']),
      reason: v.union([text, backendReason]),
      adapter: optional(text),
    }),
  }),
  v.object({ at, kind: v.literal('asked'), candidate, knew: count }),
  v.object({ at, kind: v.literal('compiled'), id, architecture }),
  v.object({ at, kind: v.literal('training'), id, trainer: count }),
  v.object({ at, kind: v.literal('probed'), id, probe }),
  v.object({
    at,
    kind: v.literal('epoch'),
    id,
    point: v.object({ epoch: num, step: num, trainLoss: num, valLoss: num, valAccuracy: num }),
  }),
  v.object({ at, kind: v.literal('aside'), id }),
  v.object({ at, kind: v.literal('finished'), id, outcome }),
  v.object({
    at,
    kind: v.literal('placed'),
    id,
    placement: v.object({
      cell,
      kind: v.picklist(['new', 'improved', 'kept-incumbent']),
      incumbent: optional(id),
    }),
  }),
  v.object({
    at,
    kind: v.literal('charged'),
    arm: optional(v.picklist(['search', 'baseline'])),
    candidates: num,
    steps: count,
    ms: num,
  }),
  v.object({ at, kind: v.literal('changed'), patch }),
  v.object({ at, kind: v.literal('method'), note }),
  v.object({ at, kind: v.literal('said'), text }),
  v.object({
    at,
    kind: v.literal('niche'),
    cell,
    stance: v.picklist(['open', 'favoured', 'closed']),
    after: count,
  }),
  v.object({ at, kind: v.literal('paused') }),
  v.object({ at, kind: v.literal('held') }),
  v.object({ at, kind: v.literal('resumed') }),
  v.object({ at, kind: v.literal('continued') }),
  v.object({
    at,
    kind: v.literal('notice'),
    notice: v.object({ level: v.picklist(['info', 'warning']), message: said }),
  }),
  v.object({
    at,
    kind: v.literal('tested'),
    report: v.object({ id, testAccuracy: num, testLoss: num, majorityAccuracy: num }),
  }),
  v.object({
    at,
    kind: v.literal('ended'),
    reason: v.picklist(['budget', 'stopped', 'failed']),
    message: optional(said),
  }),
]);

/** Every key there, whether it need be or not: so the compiler sees one that the schema forgets. */
type Whole<T> = T extends object ? { readonly [K in keyof T]-?: Whole<T[K]> } : T;
type Covers<Shape> = Whole<Shape> extends Whole<RunEvent> ? v.GenericSchema<unknown, RunEvent> : never;

export const runEventSchema: Covers<v.InferOutput<typeof eventSchema>> = eventSchema;
