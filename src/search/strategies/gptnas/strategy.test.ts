import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../domain.ts';
import { editInEnglish } from '../../edits/english.ts';
import type { LayerModel } from '../../ports.ts';
import { Rng } from '../../random/rng.ts';
import type { GptNasSpec } from '../../spec/spec.ts';
import { scriptedLayerModel } from '../../testing/scriptedLayerModel.ts';
import { ScriptedRng } from '../../testing/scriptedRng.ts';
import { aContext, drive, never, scored, Teller } from '../../testing/strategyContract.ts';
import { BLOCK_KINDS, blockOf } from './blocks.ts';
import type { ScoredCorpus } from './corpus.ts';
import { knownSequences } from './known.ts';
import { GptNas } from './strategy.ts';
import { applyGptNasNote, emptyGptNas } from './view.ts';
import { sequenceOf } from './vocabulary.ts';

const aSpec = (changes: Partial<GptNasSpec> = {}): GptNasSpec => ({
  id: 'gptnas',
  population: 6,
  generations: 2,
  crossover: 0.9,
  mutation: 0.3,
  minBlocks: 3,
  maxBlocks: 3,
  elimination: 0.4,
  predictor: 'none',
  ...changes,
});

const corpus: ScoredCorpus = {
  source: 'a test',
  networks: [
    ['ReLU', 0.1],
    ['Stem 8 s2', 0.9],
  ],
};
const loadCorpus = async () => corpus;

const blocksOf = ({ origin }: Proposal) => (origin.kind === 'assembled' ? origin.blocks : []);
const originOf = ({ origin }: Proposal) => {
  if (origin.kind !== 'assembled') throw new Error(`it is ${origin.kind}`);
  return origin;
};

/** Chance of the run; the individuals of one generation have theirs written down. */
class Chance extends Rng {
  readonly #generation: number;
  readonly #script: readonly Rng[];
  constructor(generation: number, script: readonly Rng[]) {
    super('run');
    this.#generation = generation;
    this.#script = script;
  }
  override fork(label: string | number): Rng {
    if (label !== 'generation') return super.fork(label);
    const generations = super.fork(label);
    const written = { fork: (place: number) => this.#script[place] ?? new Rng(place) } as unknown as Rng;
    generations.fork = (number) => (number === this.#generation ? written : new Rng(`generation ${number}`));
    return generations;
  }
}

/** Whole numbers that draw the members in these places, of six, the fittest first. */
const DRAWS = {
  /** Nothing is swapped. */
  '0 and 1': [5, 4, 3, 2, 1],
  /** The fourth changes places with the second, then the third with the first. */
  '2 and 3': [5, 4, 1, 0, 1],
};

const viewOf = ({ notes }: ReturnType<typeof aContext>) =>
  notes.flatMap((each) => (each.method === 'gptnas' ? [each.note] : [])).reduce(applyGptNasNote, emptyGptNas);

/** Asks for a generation and tells what its individuals scored, in order. */
async function generation(strategy: GptNas, teller: Teller, accuracies: readonly number[]) {
  const proposals = await strategy.ask(accuracies.length, never);
  expect(proposals).toHaveLength(accuracies.length);
  proposals.forEach((proposal, index) => teller.tell(proposal, scored(accuracies[index] ?? 0)));
  return proposals;
}

describe('a generation of GPT-NAS', () => {
  it('is bred, reconstructed, and replaces the less fit', async () => {
    const { model, asked, done } = scriptedLayerModel([['conv 24 k3 s1 bias', 'Conv']]);
    const script = [
      // Tournaments of members 0 and 1, and 2 and 3; crossed over at the first of two pairs of cuts; no mutation.
      new ScriptedRng([...DRAWS['0 and 1'], ...DRAWS['2 and 3'], 0], [0.89, 0.31]),
      // The same parents, at the second pair; mutated: the third block is exchanged for a pooling.
      new ScriptedRng(
        [...DRAWS['0 and 1'], ...DRAWS['2 and 3'], 1, 0, 2, BLOCK_KINDS.indexOf('MaxPool')],
        [0.89, 0.29, 0],
      ),
      // No crossover and no mutation: the first parent, which was tried. So its first block is exchanged for a ReLU.
      new ScriptedRng(
        [...DRAWS['0 and 1'], ...DRAWS['2 and 3'], 0, 0, BLOCK_KINDS.indexOf('ReLU')],
        [0.91, 0.31],
      ),
      // The other way round, at the first pair; the draw for the first layer is below the elimination rate of 0.2.
      new ScriptedRng([...DRAWS['2 and 3'], ...DRAWS['0 and 1'], 0], [0.89, 0.31, 0.19]),
    ];
    const context = { ...aContext(1), rng: new Chance(1, script), layerModel: model };
    const strategy = new GptNas(aSpec(), context, loadCorpus);
    const teller = new Teller(strategy);

    const first = await generation(strategy, teller, [0.1, 0.3, 0.9, 0.2, 0.8, 0.5]);
    strategy.adjust(aSpec({ predictor: 'shipped' }));
    const second = await generation(strategy, teller, [0.85, 0.05, 0.95, 0.6, 0.4, 0.01]);
    await strategy.ask(1, never);

    // The fittest first: candidates 3, 5, 6, 2, 4, 1. Candidate 3 beats 5, candidate 6 beats 2.
    const [a1, a2, a3] = blocksOf(first[2] as Proposal);
    const [c1, c2, c3] = blocksOf(first[5] as Proposal);
    const origins = second.slice(0, 4).map(originOf);
    expect(origins.map((each) => ({ ...each, edits: each.edits.map(editInEnglish) }))).toEqual([
      {
        kind: 'assembled',
        parents: [3, 6],
        blocks: [a1, c2, c3],
        edits: ['crossover: the first block of one parent, the last 2 blocks of the other'],
      },
      {
        kind: 'assembled',
        parents: [3, 6],
        blocks: [a1, a2, 'MaxPool k2 s2'],
        edits: [
          'crossover: the first 2 blocks of one parent, the last block of the other',
          `mutation: block 3, ${c3}, exchanged for MaxPool k2 s2`,
        ],
      },
      {
        kind: 'assembled',
        parents: [3],
        blocks: ['ReLU', a2, a3],
        edits: [`mutation: block 1, ${a1}, exchanged for ReLU`],
      },
      {
        kind: 'assembled',
        parents: [6, 3],
        blocks: ['Conv 24 k3', a2, a3],
        edits: [
          'crossover: the first block of one parent, the last 2 blocks of the other',
          `reconstruction: block 1, ${c1}, predicted anew as Conv 24 k3`,
        ],
      },
    ]);
    expect(done).toEqual(['load']);
    expect(asked[0]).toEqual([]);

    const { generations, predictor } = viewOf(context);
    expect(predictor).toBe('shipped');
    expect(generations.map(({ elimination }) => elimination)).toEqual([0.4, 0.2, 0]);
    // 0.95, 0.9, 0.85, 0.8, 0.6, 0.5.
    expect(generations.map(({ population }) => population)).toEqual([
      [],
      [3, 5, 6, 2, 4, 1],
      [9, 3, 7, 5, 10, 6],
    ]);
    expect(generations[1]?.individuals[3]).toEqual({
      id: 10,
      blocks: ['Conv 24 k3', a2, a3],
      predicted: [0],
      valAccuracy: 0.6,
    });
  });

  it('ends when it is known what became of all, and begins anew where none was scored', async () => {
    const context = aContext(1);
    const strategy = new GptNas(aSpec(), context, loadCorpus);
    const teller = new Teller(strategy);
    const first = await strategy.ask(9, never);
    expect(first).toHaveLength(6);
    for (const proposal of first) {
      expect(await strategy.ask(1, never)).toEqual([]);
      teller.tell(proposal, { kind: 'failed', reason: 'diverged', message: 'NaN' });
    }
    const [next] = await strategy.ask(1, never);
    expect(originOf(next as Proposal).parents).toEqual([]);
    expect(viewOf(context).generations.map(({ population }) => population)).toEqual([[], []]);
    expect(viewOf(context).generations[0]?.individuals).toHaveLength(6);
  });

  it('proposes again what was not tried after all', async () => {
    const strategy = new GptNas(aSpec(), aContext(1), loadCorpus);
    const proposals = await strategy.ask(6, never);
    strategy.dropped(proposals[2] as Proposal);
    expect(await strategy.ask(6, never)).toEqual([proposals[2]]);
  });

  it('goes on when the elimination rate has become 0', async () => {
    const { model, asked } = scriptedLayerModel([['ReLU', 'ReLU']]);
    const context = { ...aContext(1), layerModel: model };
    const spec = aSpec({ predictor: 'shipped', generations: 1, maxBlocks: 6 });
    const strategy = new GptNas(spec, context, loadCorpus);
    await drive(strategy, 6, (turn) => scored(turn / 10));
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    await drive(strategy, 12, (turn) => scored(turn / 10));
    expect(asked).toHaveLength(before);
  });

  it('keeps all within the lengths that are allowed', async () => {
    const strategy = new GptNas(aSpec({ minBlocks: 2, maxBlocks: 5 }), aContext(3), loadCorpus);
    const proposals = await drive(strategy, 40, (turn) => scored((turn * 7) % 10));
    const lengths = new Set(proposals.map((each) => blocksOf(each).length));
    expect([...lengths].toSorted()).toEqual([2, 3, 4, 5]);
  });
});

describe('the predictor of GPT-NAS', () => {
  it('is taught on the better networks, then on the known ones, before the first individual', async () => {
    const { model, done, taught } = scriptedLayerModel([['ReLU', 'ReLU']]);
    const live: number[] = [];
    const context = {
      ...aContext(1),
      layerModel: model,
      onTeaching: ({ step }: { step: number }) => live.push(step),
    };
    const strategy = new GptNas(aSpec({ predictor: 'trained-here' }), context, loadCorpus);
    await strategy.ask(2, never);
    expect(done).toEqual(['pretrain', 'fine-tune']);
    expect(taught).toEqual([[sequenceOf([blockOf('Stem 8 s2')])], knownSequences()]);

    const { teaching, predictor } = viewOf(context);
    expect(predictor).toBe('trained-here');
    expect(teaching[0]).toEqual({ phase: 'pretrain', step: 1, loss: 1 });
    expect(teaching.filter(({ phase }) => phase === 'fine-tune').at(-1)?.step).toBe(200);
    // All steps are shown live, and about fifty of each phase are kept.
    expect(live).toHaveLength(800);
    expect(teaching.length).toBeLessThanOrEqual(102);
  });

  it('is gone without, with a sentence that says why, where it cannot be had', async () => {
    const { model } = scriptedLayerModel([['ReLU', 'ReLU']]);
    const broken: LayerModel = {
      ...model,
      load: () => Promise.reject(new Error('The weights are missing; reload the page.')),
    };
    for (const [layerModel, reason] of [
      [broken, 'The weights are missing; reload the page.'],
      [undefined, 'Nothing here can run the GPT over layers.'],
    ] as const) {
      const context = { ...aContext(1), ...(layerModel && { layerModel }) };
      const strategy = new GptNas(aSpec({ predictor: 'shipped' }), context, loadCorpus);
      expect(await strategy.ask(6, never)).toHaveLength(6);
      expect(context.notices).toEqual([
        {
          level: 'warning',
          message: `${reason} GPT-NAS goes on as a plain genetic algorithm, without its GPT.`,
        },
      ]);
      expect(viewOf(context).predictor).toBe('none');
    }
  });

  it('proposes the same after an ask that was interrupted in the middle of a reconstruction', async () => {
    const { model } = scriptedLayerModel([['conv 24 k3 s1 bias', 'Conv']]);
    const spec = aSpec({ predictor: 'shipped' });
    const make = (layerModel: LayerModel) => new GptNas(spec, { ...aContext(1), layerModel }, loadCorpus);
    const wanted = await make(model).ask(6, never);

    const abort = new AbortController();
    let calls = 0;
    const interrupting: LayerModel = {
      ...model,
      next: (layers) => {
        if (++calls === 4) abort.abort(new Error('stopped'));
        return model.next(layers);
      },
    };
    const strategy = make(interrupting);
    await expect(strategy.ask(6, abort.signal)).rejects.toThrow('stopped');
    expect(await strategy.ask(6, never)).toEqual(wanted);
  });
});
