/**
 * A specification as the part of an address behind `#`: only what differs from the defaults, under short readable
 * keys, e.g. `strategy=evolution&evaluations=12&seed=3`. A link is thus a whole experiment.
 */
import { type Result, err, ok } from '../result.ts';
import type { MisfitTold } from '../told/misfitTold.ts';
import { clipped, together } from '../told/misfits.ts';
import type { Told } from '../told/told.ts';
import { type RunSpec, defaultSpec, parseSpec, readSpec } from './spec.ts';

type Kind = 'number' | 'flag' | 'word' | 'text' | 'weights';

/** One key of the hash and the place it stands for. */
interface Key {
  readonly key: string;
  readonly path: readonly string[];
  readonly kind: Kind;
  /** Further values to set at the same time, for the units of budget and training length. */
  readonly implies?: { readonly path: readonly string[]; readonly value: string };
}

const at = (key: string, path: string, kind: Kind = 'number'): Key => ({ key, path: path.split('.'), kind });

const counted = (unit: string, field: string): Key => ({
  ...at(unit, `${field}.count`),
  implies: { path: [...field.split('.'), 'unit'], value: unit },
});

/** In the order in which they stand in the address. */
const KEYS: readonly Key[] = [
  at('strategy', 'strategy.id', 'word'),
  at('population', 'strategy.population'),
  at('sample', 'strategy.sample'),
  at('edits', 'strategy.edits'),
  at('temperature', 'strategy.temperature'),
  at('topP', 'strategy.topP'),
  at('maxTokens', 'strategy.maxTokens'),
  at('constrained', 'strategy.constrained', 'flag'),
  at('variant', 'strategy.variant', 'word'),
  at('prompts', 'strategy.prompts'),
  at('promptSamples', 'strategy.samples'),
  at('parents', 'strategy.parents'),
  at('survivors', 'strategy.survivors'),
  at('errorCeiling', 'strategy.errorCeiling'),
  at('tuningSteps', 'strategy.tuningSteps'),
  at('niches', 'strategy.niches'),
  at('batchOfChildren', 'strategy.batch'),
  at('warmNetworks', 'strategy.warmNetworks'),
  at('warmPrompts', 'strategy.warmPrompts'),
  at('mutation', 'strategy.mutation'),
  at('inherits', 'strategy.inherits', 'flag'),
  at('generations', 'strategy.generations'),
  at('crossover', 'strategy.crossover'),
  at('minBlocks', 'strategy.minBlocks'),
  at('maxBlocks', 'strategy.maxBlocks'),
  at('elimination', 'strategy.elimination'),
  at('space', 'strategy.space', 'word'),
  at('starts', 'strategy.starts'),
  at('startups', 'strategy.startups'),
  at('candidates', 'strategy.candidates'),
  at('members', 'strategy.members'),
  at('ensembleOf', 'strategy.learner', 'word'),
  at('neighbours', 'strategy.neighbours'),
  at('moves', 'strategy.moves'),
  at('childShare', 'strategy.share'),
  at('policyRate', 'strategy.learningRate'),
  at('rewardMomentum', 'strategy.momentum'),
  at('exploration', 'strategy.exploration'),
  at('supernetSteps', 'strategy.supernetSteps'),
  at('finder', 'strategy.finder', 'word'),
  at('order', 'strategy.order', 'word'),
  at('relaxedSteps', 'strategy.relaxedSteps'),
  at('derivations', 'strategy.derivations'),
  at('alphaRate', 'strategy.alphaRate'),
  at('mend', 'strategy.mend', 'word'),
  at('maxSkips', 'strategy.maxSkips'),
  at('skipDropout', 'strategy.skipDropout'),
  at('predictor', 'strategy.predictor', 'word'),
  at('islands', 'strategy.islands'),
  at('migrationEvery', 'strategy.migrationEvery'),
  at('resetEvery', 'strategy.resetEvery'),
  at('examples', 'strategy.examples', 'word'),
  at('failures', 'strategy.failures', 'flag'),
  at('bandit', 'strategy.bandit', 'flag'),
  at('scratchpad', 'strategy.scratchpad', 'flag'),
  at('weights', 'strategy.weights', 'weights'),
  at('systemPrompt', 'strategy.systemPrompt', 'text'),
  at('requestPrompt', 'strategy.requestPrompt', 'text'),
  at('baseline', 'baseline', 'flag'),
  at('dataset', 'dataset.id', 'word'),
  at('labels', 'dataset.labels', 'word'),
  at('classA', 'dataset.classA'),
  at('classB', 'dataset.classB'),
  at('dataSeed', 'dataset.seed'),
  at('samples', 'dataset.samples'),
  at('length', 'dataset.length'),
  at('paddingMin', 'dataset.paddingMin'),
  at('paddingMax', 'dataset.paddingMax'),
  at('scale', 'dataset.scale'),
  at('maxTranslation', 'dataset.maxTranslation'),
  at('correlatedNoise', 'dataset.correlatedNoise'),
  at('independentNoise', 'dataset.independentNoise'),
  at('shear', 'dataset.shear'),
  at('shuffleSequence', 'dataset.shuffleSequence', 'flag'),
  at('validation', 'validationFraction'),
  counted('evaluations', 'budget'),
  counted('minutes', 'budget'),
  at('optimizer', 'training.optimizer', 'word'),
  at('learningRate', 'training.learningRate'),
  at('schedule', 'training.schedule', 'word'),
  at('weightDecay', 'training.weightDecay'),
  at('momentum', 'training.momentum'),
  at('batch', 'training.batchSize'),
  counted('steps', 'training.length'),
  counted('epochs', 'training.length'),
  at('novelty', 'screening.novelty'),
  at('maxParams', 'screening.maxParams'),
  at('zeroCost', 'screening.zeroCost', 'flag'),
  at('short', 'screening.short'),
  at('estimator', 'estimator.id', 'word'),
  at('stepShare', 'estimator.stepShare'),
  at('dataShare', 'estimator.dataShare'),
  at('reduction', 'estimator.reduction'),
  at('rungs', 'estimator.rungs'),
  at('startUps', 'estimator.startUps'),
  at('warmUp', 'estimator.warmUp'),
  at('chance', 'estimator.chance'),
  at('proxy', 'estimator.proxy', 'word'),
  at('keep', 'estimator.keep'),
  at('oneShotSteps', 'estimator.supernetSteps'),
  at('learner', 'estimator.learner', 'word'),
  at('lessons', 'estimator.lessons'),
  at('measureAll', 'estimator.measureAll', 'flag'),
  at('workers', 'workers'),
  at('backend', 'backend', 'word'),
  at('seed', 'seed'),
];

/** @returns without the `#`; empty when everything is as by default */
export function specToHash(spec: RunSpec): string {
  // Full training is what none stands for.
  const usual: RunSpec = { ...defaultSpec(), estimator: { id: 'full' } };
  const besideChoice = parseSpec({
    strategy: { id: spec.strategy.id },
    dataset: { id: spec.dataset.id },
    ...(spec.estimator && { estimator: { id: spec.estimator.id } }),
  });
  if (!besideChoice.ok) throw new Error(besideChoice.error);
  const pairs = KEYS.flatMap(({ key, path, kind, implies }) => {
    if (implies && get(spec, implies.path) !== implies.value) return [];
    // The parameters of a choice are measured by its own defaults, the choice itself by the page's.
    const byDefault = path.at(-1) === 'id' ? usual : besideChoice.value;
    const value = get(spec, path);
    const isUsual =
      written(value, kind) === written(get(byDefault, path), kind) &&
      (!implies || get(byDefault, implies.path) === implies.value);
    if (value === undefined || isUsual) return [];
    return [`${key}=${written(value, kind)}`];
  });
  return pairs.join('&');
}

/** The fault names the key as it stands in the address. */
export function specFromHash(hash: string): Result<RunSpec, Told> {
  const pairs = splitPairs(hash.replace(/^#/, ''));
  const input: Record<string, unknown> = {};
  const usual = defaultSpec();
  set(input, ['strategy', 'id'], usual.strategy.id);
  set(input, ['dataset', 'id'], usual.dataset.id);
  for (const [key, text] of pairs) {
    const found = KEYS.find((entry) => entry.key === key);
    if (!found) return err({ kind: 'link-key-unknown', key: clipped(key, MOST_QUOTED) });
    const value = read(text, found.kind);
    if (value === undefined)
      return err({ kind: 'link-value', key, value: clipped(text, MOST_QUOTED), wanted: found.kind });
    set(input, found.path, value);
    if (found.implies) set(input, found.implies.path, found.implies.value);
  }
  const parsed = readSpec(input);
  if (!parsed.ok) {
    const given = KEYS.filter(({ key }) => pairs.some(([each]) => each === key));
    const misfits = parsed.error.map((misfit) => inKeys(misfit, given));
    return err({ kind: 'link-setting-unfit', fault: together(misfits) });
  }
  const lost = pairs.find(
    ([key]) => get(parsed.value, KEYS.find((entry) => entry.key === key)?.path ?? []) === undefined,
  );
  if (lost) return err({ kind: 'link-key-unfitting', key: lost[0] });
  return ok(parsed.value);
}

/** Letters of what an address is quoted with. */
const MOST_QUOTED = 200;

/** Only texts are escaped; all else is plain words and numbers. */
const splitPairs = (text: string): readonly (readonly [key: string, value: string])[] =>
  text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key, value.join('=')];
    });

function read(text: string, kind: Kind): unknown {
  switch (kind) {
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'flag':
      return text === 'on' ? true : text === 'off' ? false : undefined;
    case 'word':
      return text === '' ? undefined : text;
    case 'text':
      return unescaped(text);
    case 'weights':
      return weightsIn(text);
  }
}

/** As a value stands in the address. */
function written(value: unknown, kind: Kind): string {
  switch (kind) {
    case 'flag':
      return value === true ? 'on' : 'off';
    case 'text':
      return encodeURIComponent(String(value));
    case 'weights':
      return Object.entries(value ?? {})
        .filter(([, weight]) => weight !== 1)
        .map(([name, weight]) => `${name}:${weight}`)
        .join();
    default:
      return String(value);
  }
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function weightsIn(text: string): unknown {
  const pairs = text.split(',').map((pair): [string, unknown] => {
    const [name = '', weight = ''] = pair.split(':');
    return [name, read(weight, 'number')];
  });
  return pairs.every(([, weight]) => weight !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/** With the field called as in the address. @param given keys that stand there */
function inKeys(misfit: MisfitTold, given: readonly Key[]): MisfitTold {
  if (misfit.kind === 'fields-missing') return misfit;
  const found = given.find(({ path }) => `${misfit.field}.`.startsWith(`${path.join('.')}.`));
  return found ? { ...misfit, field: found.key } : misfit;
}

const get = (from: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), from);

function set(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) into[name] = value;
  else {
    const child = isRecord(into[name]) ? into[name] : {};
    into[name] = child;
    set(child, rest, value);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
