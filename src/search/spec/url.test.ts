import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RunSpec, defaultSpec, parseSpec } from './spec.ts';
import { english } from '../told/english.ts';
import type { Told } from '../told/told.ts';
import { ToldError } from '../told/toldError.ts';
import { specFromHash, specToHash } from './url.ts';

const spec = (input: unknown): RunSpec => {
  const parsed = parseSpec(input);
  if (!parsed.ok) throw new ToldError(parsed.error);
  return parsed.value;
};

describe('a specification in the address', () => {
  it('is empty for the defaults, and nothing means the defaults', () => {
    expect(specToHash(defaultSpec())).toBe('');
    expect(specFromHash('')).toEqual({ ok: true, value: defaultSpec() });
    expect(specFromHash('#')).toEqual({ ok: true, value: defaultSpec() });
  });

  it('reads as a person would write it', () => {
    const written = spec({
      strategy: { id: 'random' },
      budget: { unit: 'minutes', count: 5 },
      baseline: false,
      seed: 3,
    });
    expect(specToHash(written)).toBe('strategy=random&baseline=off&minutes=5&seed=3');
    expect(specFromHash('#strategy=evolution&evaluations=4&steps=40&workers=1&seed=3')).toMatchObject({
      ok: true,
      value: {
        strategy: { id: 'evolution', population: 10 },
        budget: { unit: 'evaluations', count: 4 },
        training: { length: { unit: 'steps', count: 40 }, optimizer: 'adamw' },
        workers: 1,
        seed: 3,
      },
    });
  });

  it('says nothing of full training, chosen or not', () => {
    expect(specToHash(spec({ estimator: { id: 'full' } }))).toBe('');
    expect(specToHash(spec({ estimator: { id: 'asha', reduction: 3 } }))).toBe('estimator=asha&reduction=3');
  });

  it('names the unit even where the count is the default of another unit', () => {
    const minutes = spec({ budget: { unit: 'minutes', count: 40 } });
    expect(specToHash(minutes)).toBe('minutes=40');
  });

  it('comes back as it went, whatever was set', () => {
    const strategies = fc.oneof(
      fc.constant({ id: 'random' }),
      fc.record({
        id: fc.constantFrom('random', 'evolution'),
        space: fc.constantFrom('chain', 'branched', 'cell', 'benchmark'),
      }),
      fc.record({
        id: fc.constantFrom('local-search', 'tpe', 'reinforce', 'nsga2', 'mcts', 'bananas'),
        space: fc.constantFrom('chain', 'branched', 'cell', 'benchmark'),
      }),
      fc.record({ id: fc.constant('local-search'), starts: fc.integer({ min: 1, max: 1000 }) }),
      fc.record({
        id: fc.constant('tpe'),
        startups: fc.integer({ min: 1, max: 99 }),
        candidates: fc.constant(7),
      }),
      fc.record({ id: fc.constant('reinforce'), learningRate: fc.constant(0.3), momentum: fc.constant(0.5) }),
      fc.record({ id: fc.constant('nsga2'), population: fc.constant(20), crossover: fc.constant(0.4) }),
      fc.record({
        id: fc.constant('morphism'),
        neighbours: fc.integer({ min: 1, max: 100 }),
        moves: fc.constant(3),
        share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      }),
      fc.record({
        id: fc.constant('bananas'),
        members: fc.integer({ min: 2, max: 20 }),
        batch: fc.integer({ min: 1, max: 100 }),
        learner: fc.constantFrom('perceptron', 'ridge'),
      }),
      fc.record({
        id: fc.constant('spos'),
        supernetSteps: fc.integer({ min: 1, max: 9000 }),
        finder: fc.constantFrom('evolution', 'random'),
        generations: fc.integer({ min: 1, max: 20 }),
      }),
      fc.record({
        id: fc.constant('darts'),
        order: fc.constantFrom('first', 'second'),
        relaxedSteps: fc.integer({ min: 1, max: 9000 }),
        derivations: fc.integer({ min: 1, max: 9 }),
        alphaRate: fc.double({ min: 0.001, max: 1, noNaN: true }),
        mend: fc.constantFrom('none', 'early-stop', 'skip-dropout'),
        maxSkips: fc.integer({ min: 0, max: 5 }),
        skipDropout: fc.double({ min: 0, max: 0.9, noNaN: true }),
      }),
      fc.record({ id: fc.constant('mcts'), exploration: fc.double({ min: 0, max: 100, noNaN: true }) }),
      fc.record({
        id: fc.constant('evolution'),
        population: fc.integer({ min: 2, max: 1000 }),
        sample: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({ id: fc.constant('llm'), temperature: fc.double({ min: 0, max: 2, noNaN: true }) }),
      fc.record({
        id: fc.constant('evoprompting'),
        samples: fc.integer({ min: 1, max: 100 }),
        variant: fc.constantFrom('full', 'naive'),
        islands: fc.integer({ min: 1, max: 8 }),
      }),
      fc.record({
        id: fc.constant('llmatic'),
        niches: fc.integer({ min: 4, max: 400 }),
        inherits: fc.boolean(),
        variant: fc.constantFrom('full', 'mutation-only'),
      }),
      fc.record({ id: fc.constant('gptnas'), predictor: fc.constantFrom('shipped', 'none') }),
      fc.record({ id: fc.constant('chat'), temperature: fc.double({ min: 0, max: 2, noNaN: true }) }),
    );
    const datasets = fc.oneof(
      fc.record({
        id: fc.constant('fashion-mnist'),
        labels: fc.constantFrom('all', 'pair', 'one-against-rest'),
        classA: fc.integer({ min: 0, max: 9 }),
      }),
      fc.record({
        id: fc.constant('mnist1d'),
        shear: fc.double({ min: 0, max: 3, noNaN: true }),
        shuffleSequence: fc.boolean(),
      }),
    );
    const length = fc.record({
      unit: fc.constantFrom('steps', 'epochs'),
      count: fc.integer({ min: 1, max: 10_000 }),
    });
    const estimators = fc.oneof(
      fc.record({
        id: fc.constantFrom('asha', 'hyperband', 'halving', 'sync-hyperband'),
        reduction: fc.integer({ min: 2, max: 10 }),
      }),
      fc.record({
        id: fc.constant('low-fidelity'),
        dataShare: fc.double({ min: 0.05, max: 1, noNaN: true }),
      }),
      fc.record({
        id: fc.constantFrom('median', 'curve'),
        warmUp: fc.double({ min: 0, max: 0.9, noNaN: true }),
      }),
      fc.record({
        id: fc.constant('one-shot'),
        supernetSteps: fc.integer({ min: 1, max: 9000 }),
        keep: fc.constant(0.25),
      }),
      fc.record({
        id: fc.constant('zero-cost'),
        proxy: fc.constantFrom('vote', 'synflow', 'params'),
        measureAll: fc.boolean(),
      }),
      fc.record({
        id: fc.constant('predictor'),
        learner: fc.constantFrom('ridge', 'trees', 'perceptron'),
        lessons: fc.integer({ min: 3, max: 100 }),
      }),
      fc.constant(undefined),
    );
    const inputs = fc.record({
      estimator: estimators,
      strategy: strategies,
      dataset: datasets,
      baseline: fc.boolean(),
      training: fc.record({ length, optimizer: fc.constantFrom('adamw', 'sgd') }),
      budget: fc.record({
        unit: fc.constantFrom('evaluations', 'minutes'),
        count: fc.integer({ min: 1, max: 1000 }),
      }),
      screening: fc.record({
        zeroCost: fc.boolean(),
        short: fc.double({ min: 0, max: 0.5, noNaN: true }),
      }),
      seed: fc.nat({ max: 2 ** 31 - 1 }),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const value = spec(input);
        expect(specFromHash(specToHash(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it.each([
    ['speed=9', 'speed'],
    ['seed=many', 'seed=many'],
    ['seed=', 'seed='],
    ['baseline=yes', 'on or off'],
    ['evaluations=0', 'evaluations'],
    ['strategy=magic', 'strategy'],
    ['strategy=random&population=5', 'population'],
    ['minutes=2&learningRate=-1', 'learningRate'],
    ['strategy=gptnas&minBlocks=9&maxBlocks=8', 'maxBlocks'],
    ['novelty=0.2', 'novelty'],
    ['estimator=asha&proxy=snip', 'proxy'],
    ['estimator=zero-cost&proxy=luck', 'proxy'],
  ])('says what is wrong with %s', (hash, named) => {
    const parsed = specFromHash(hash);
    expect(parsed.ok ? '' : english(parsed.error)).toContain(named);
  });

  it.each<[string, Told]>([
    ['evaluations=0', { kind: 'value-low', field: 'evaluations', was: 0, least: 1 }],
    ['minutes=99999', { kind: 'value-high', field: 'minutes', was: 99_999, most: 10_000 }],
    // A method asks for more than its setting does elsewhere.
    ['strategy=gptnas&population=1', { kind: 'value-low', field: 'population', was: 1, least: 6 }],
    ['seed=0.5', { kind: 'value-not-whole', field: 'seed', was: 0.5 }],
    ['samples=105', { kind: 'value-no-multiple', field: 'samples', was: 105, step: 10 }],
    [
      'baseline=on&optimizer=adam',
      { kind: 'value-choice', field: 'optimizer', was: 'adam', choices: 'adamw, sgd' },
    ],
    ['novelty=0.2', { kind: 'value-choice', field: 'novelty', was: '0.2', choices: '0, 0.5–1' }],
    ['strategy=gptnas&minBlocks=9&maxBlocks=8', { kind: 'value-low', field: 'maxBlocks', was: 8, least: 9 }],
    ['strategy=llm&weights=widen:101', { kind: 'value-high', field: 'weights', was: 101, most: 100 }],
    [
      'strategy=evoprompting&requestPrompt=%7Bwish%7D',
      {
        kind: 'gap-unknown',
        field: 'requestPrompt',
        gap: '{wish}',
        gaps: '{parents}, {target}, {task}, {notes}, {limits}',
      },
    ],
    ['strategy=llm&requestPrompt=Hm', { kind: 'gap-missing', field: 'requestPrompt', gap: '{parents}' }],
    [
      `strategy=llm&systemPrompt=%7Blimits%7D${'a'.repeat(8000)}`,
      { kind: 'text-too-long', field: 'systemPrompt', length: 8008, most: 8000 },
    ],
    [
      'seed=-1&workers=99',
      {
        kind: 'misfits',
        one: { kind: 'value-high', field: 'workers', was: 99, most: 16 },
        others: { kind: 'value-low', field: 'seed', was: -1, least: 0 },
      },
    ],
  ])('says which setting cannot be, what it was and what it may be: %s', (hash, fault) => {
    expect(specFromHash(hash)).toEqual({ ok: false, error: { kind: 'link-setting-unfit', fault } });
  });
});
