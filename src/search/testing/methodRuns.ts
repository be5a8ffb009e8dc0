/** Whole runs of every method, with a model that writes by chance and nothing that trains. */
import type { Compiler, LayerModel, Proposer } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import { err } from '../result.ts';
import { BLOCK_KINDS } from '../strategies/gptnas/blocks.ts';
import { VOCABULARY_SIZE } from '../strategies/gptnas/vocabulary.ts';
import { textCompiler } from './fakePorts.ts';
import { ruleSupernet } from './fakeSupernet.ts';

export const TASK = { inputShape: [40, 1], classes: 10 };

/** The same for the same words, and nothing like it for others; 0–1. */
export const chance = (...words: readonly (string | number)[]): number => new Rng(words.join()).float();

/** Writes a program of its own for every prompt and seed; every fourth holds a fault. */
export const author = (style: Proposer['style'] = 'terse'): Proposer => ({
  model: 'author',
  style,
  constrains: true,
  learns: false,
  async complete({ user }, { seed }) {
    const share = chance(user, seed);
    const text = `${share < 0.25 ? 'a fault' : 'build'} ${share}`;
    return { text, finish: 'stop', tokens: 3, ms: 1 };
  },
  teach: async () => err('It cannot learn.'),
});

/** Every program is a network, but for those that say that they hold a fault. */
export const anyCompiler: Compiler = {
  compile: (source, task) => textCompiler.compile(source.replaceAll('default', ''), task),
};

/** The same, with FLOPs of its own for every network, so that they lie all over the archive. */
export const variedCompiler: Compiler = {
  async compile(source, task) {
    const compiled = await anyCompiler.compile(source, task);
    if (!compiled.ok) return compiled;
    return { ok: true, value: { ...compiled.value, flops: 10 ** (3 + 5 * chance('flops', source)) } };
  },
};

const logits = (size: number, ...words: readonly number[]): Float32Array => {
  const rng = new Rng(words.join());
  return Float32Array.from({ length: size }, () => rng.float());
};

export const supernet = ruleSupernet();

export const layerModel: LayerModel = {
  load: async () => {},
  teach: async () => {},
  next: async (layers) => logits(VOCABULARY_SIZE, ...layers.slice(-10)),
  classify: async (layers, next) => logits(BLOCK_KINDS.length, ...layers.slice(-10), next),
};

/** Specifications, as they differ from the page’s, by a name for a test. */
export const METHODS = {
  'random search': { strategy: { id: 'random' } },
  evolution: { strategy: { id: 'evolution', population: 5, sample: 2 } },
  'evolution beside random search': {
    strategy: { id: 'evolution', population: 5, sample: 2 },
    baseline: true,
  },
  'evolution in a space': {
    strategy: { id: 'evolution', space: 'cell', population: 5, sample: 2 },
    baseline: true,
  },
  'evolution by a model': { strategy: { id: 'llm', population: 5, sample: 2 } },
  EvoPrompting: { strategy: { id: 'evoprompting', prompts: 2, samples: 2, parents: 2, survivors: 3 } },
  'EvoPrompting on islands': { strategy: { id: 'evoprompting', prompts: 1, samples: 2, islands: 2 } },
  LLMatic: { strategy: { id: 'llmatic', niches: 8, batch: 3, inherits: false } },
  'local search beside random search': {
    strategy: { id: 'local-search', starts: 3, space: 'cell' },
    baseline: true,
  },
  TPE: { strategy: { id: 'tpe', startups: 3 } },
  REINFORCE: { strategy: { id: 'reinforce', space: 'branched' } },
  'NSGA-II': { strategy: { id: 'nsga2', population: 3 } },
  'tree search': { strategy: { id: 'mcts', space: 'cell' } },
  BANANAS: { strategy: { id: 'bananas', space: 'cell', startups: 3, candidates: 8, members: 2 } },
  'one-shot search beside random search': {
    strategy: { id: 'spos', supernetSteps: 2000, population: 5, generations: 2 },
    baseline: true,
  },
  'DARTS beside random search': {
    strategy: { id: 'darts', relaxedSteps: 400, derivations: 3 },
    baseline: true,
  },
  'GPT-NAS': { strategy: { id: 'gptnas', population: 6 } },
};
