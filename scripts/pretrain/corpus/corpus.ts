/** The corpus: prompts of every kind with the child that answers each, in the words of `src/search/prompts`. */
import type { TaskShape } from '../../../src/search/domain.ts';
import type { Instruction } from '../../../src/search/prompts/instructions.ts';
import {
  type Metrics,
  type TerseParent,
  inHouseStyle,
  tersePrompt,
} from '../../../src/search/prompts/terse.ts';
import type { Compiler } from '../../../src/search/ports.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { MNIST1D } from '../fitness/plan.ts';
import { measuredPrograms } from '../fitness/predictor.ts';
import { know } from '../programs/draw.ts';
import { childOf, type EditInstruction } from './children.ts';
import { joined } from './crossover.ts';
import { broken } from './faults.ts';
import { isMeasured, type Judge } from './judge.ts';
import { type Judged, Pool } from './pool.ts';

export interface Sample {
  readonly kind: 'mutation' | 'crossover' | 'evoprompting' | 'fix' | 'nothing';
  readonly instruction?: Instruction;
  readonly task: TaskShape;
  readonly prompt: string;
  readonly child: string;
  /** Of the child; for telling sets apart. */
  readonly hash: string;
  /** Guessed accuracies, where there are some. */
  readonly better?: boolean;
}

const TASKS: readonly (readonly [TaskShape, number])[] = [
  [MNIST1D, 62],
  [{ inputShape: [28, 28, 1], classes: 10 }, 16],
  [{ inputShape: [40], classes: 10 }, 3],
  [{ inputShape: [16, 16, 1], classes: 10 }, 3],
  [{ inputShape: [32, 32, 3], classes: 2 }, 3],
  [{ inputShape: [8, 8, 1], classes: 10 }, 2],
  [{ inputShape: [64, 1], classes: 5 }, 3],
  [{ inputShape: [24, 3], classes: 4 }, 3],
  [{ inputShape: [60, 2], classes: 6 }, 3],
  [{ inputShape: [13], classes: 3 }, 2],
];

const KINDS: readonly (readonly [Sample['kind'], number])[] = [
  ['mutation', 58],
  ['crossover', 10],
  ['evoprompting', 14],
  ['fix', 5],
  ['nothing', 13],
];

const MUTATIONS: readonly (readonly [EditInstruction, number])[] = [
  ['improve', 20],
  ['add-layer', 5],
  ['delete-layer', 5],
  ['shrink', 4],
  ['grow', 4],
  ['add-dense', 3],
  ['add-convolution', 5],
  ['add-pooling', 4],
  ['add-residual', 5],
  ['add-residuals', 3],
  ['add-dropout', 3],
  ['add-normalization', 5],
  ['add-recurrent', 3],
  ['widen', 5],
  ['narrow', 4],
  ['deepen', 5],
  ['shallower', 4],
  ['tune', 6],
];

/** Children made for each prompt, of which some are chosen; `improve` is left the most choice. */
const CHOICE = { usual: 5, improve: 9 };
/** Times in a row that an improvement is made before its child is shown: a reply may go further than one edit does. */
const CLIMBS: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 2],
  [4, 3],
  [7, 2],
];
/** Chance that a step of a climb joins the program with a good one, and does not edit it. */
const JOINED = 0.25;
/** Difference in worth that makes one child e times as likely as another. */
const TEMPERATURE = 0.01;
/** Children of one prompt's making that become samples. */
const FORWARD = 2;

/** What takes each instruction's change back; `improve` where nothing says it better. */
const INVERSE: Readonly<Partial<Record<EditInstruction, Instruction>>> = {
  'add-layer': 'delete-layer',
  'delete-layer': 'add-layer',
  'add-convolution': 'delete-layer',
  shrink: 'grow',
  grow: 'shrink',
  widen: 'narrow',
  narrow: 'widen',
  deepen: 'shallower',
  shallower: 'deepen',
  tune: 'tune',
};

/** An endless supply, the same for the same seed. */
export async function* samples(seed: string, judge: Judge, compiler: Compiler): AsyncGenerator<Sample> {
  const rng = new Rng(seed);
  const pools = new Map(TASKS.map(([task]) => [task, poolFor(task, judge)]));
  for (;;) {
    const task = rng.pickWeighted(TASKS);
    const pool = pools.get(task) ?? poolFor(task, judge);
    const kind = rng.pickWeighted(KINDS);
    yield* await MAKERS[kind]({ task, pool, judge, compiler, rng });
  }
}

/** What was measured is where the good ones are, which would take long to breed from nothing. */
function poolFor(task: TaskShape, judge: Judge): Pool {
  const pool = new Pool(task, judge);
  if (task === MNIST1D)
    for (const { source } of measuredPrograms()) {
      const known = know(source, task);
      if (known) pool.add(judge(known, task));
    }
  return pool;
}

interface Making {
  readonly task: TaskShape;
  readonly pool: Pool;
  readonly judge: Judge;
  readonly compiler: Compiler;
  readonly rng: Rng;
}

/** Makes some samples, or none when the draw came to nothing. */
type Maker = (making: Making) => Promise<readonly Sample[]> | readonly Sample[];

const FRESH = 0.35;

const MAKERS: Readonly<Record<Sample['kind'], Maker>> = {
  mutation(making) {
    const { task, pool, rng } = making;
    const instruction = rng.pickWeighted(MUTATIONS);
    const parent = pool.parent(rng, FRESH);
    const children =
      instruction === 'improve'
        ? climbed(making, parent)
        : make(making, CHOICE.usual, () => childOf(parent, task, instruction, rng));
    const asked = (from: Judged, to: Judged, how: Instruction): Sample => {
      const target = rng.chance(0.25) ? { target: metricsOf(to, rng) } : {};
      const prompt = tersePrompt({ task, parents: [shown(from, rng)], instruction: how, ...target });
      return sampleOf({ kind: 'mutation', instruction: how, task, prompt }, to, from);
    };
    const chosen = choose(children, rng, FORWARD);
    for (const child of chosen) pool.add(child);
    // What made a program worse, taken back, makes it better.
    const worse = children.filter(({ worth }) => worth < parent.worth - TEMPERATURE);
    const back = worse.length > 0 ? [asked(rng.pick(worse), parent, INVERSE[instruction] ?? 'improve')] : [];
    return [...chosen.map((child) => asked(parent, child, instruction)), ...back];
  },

  crossover(making) {
    const { task, pool, rng } = making;
    const parents = inOrder([pool.parent(rng, FRESH), pool.parent(rng, FRESH)]);
    const [first, second] = rng.shuffle(parents);
    if (!first || !second) return [];
    const children = make(making, CHOICE.improve, () => joined(first, second, task, rng));
    return choose(children, rng, FORWARD).map((child) => {
      pool.add(child);
      const prompt = tersePrompt({
        task,
        parents: parents.map((parent) => shown(parent, rng)),
        instruction: 'combine',
      });
      return sampleOf({ kind: 'crossover', instruction: 'combine', task, prompt }, child, parents[1]);
    });
  },

  evoprompting(making) {
    const { task, pool, rng } = making;
    const parents = inOrder([pool.parent(rng, FRESH), pool.parent(rng, FRESH)]);
    const [other, best] = parents;
    if (!other || !best) return [];
    const children = rng.chance(0.35)
      ? make(making, CHOICE.improve, () => joined(best, other, task, rng))
      : climbed(making, best);
    return choose(children, rng, FORWARD).map((child) => {
      pool.add(child);
      const prompt = tersePrompt({
        task,
        parents: parents.map((parent) => shown(parent, rng)),
        target: metricsOf(child, rng),
      });
      return sampleOf({ kind: 'evoprompting', task, prompt }, child, best);
    });
  },

  async fix({ task, pool, compiler, rng }) {
    const child = pool.parent(rng, FRESH);
    const parent = await broken(child.source, task, compiler, rng);
    if (!parent) return [];
    const prompt = tersePrompt({ task, parents: [parent], instruction: 'fix' });
    return [sampleOf({ kind: 'fix', instruction: 'fix', task, prompt }, child)];
  },

  nothing({ task, pool, rng }) {
    const drawn = [1, 2, 3].map(() => pool.parent(rng, 0.5));
    return choose(drawn, rng, 1).map((child) => {
      const target = rng.chance(0.6) ? { target: metricsOf(child, rng) } : {};
      return sampleOf({ kind: 'nothing', task, prompt: tersePrompt({ task, ...target }) }, child);
    });
  },
};

/** Improvements of a program, and of its improvements. */
function climbed(making: Making, parent: Judged): readonly Judged[] {
  const { task, pool, rng } = making;
  let children: readonly Judged[] = [];
  let from = parent;
  // Where nothing is known of their worth, there is no telling which way is up.
  const climbs = isMeasured(task) ? rng.pickWeighted(CLIMBS) : 1;
  for (let climb = 0; climb < climbs; climb++) {
    const start = from;
    const next = make(making, CHOICE.improve, () => {
      if (!isMeasured(task) || !rng.chance(JOINED)) return childOf(start, task, 'improve', rng);
      const [first, second] = rng.shuffle([start, pool.parent(rng, 0)]);
      return first && second && joined(first, second, task, rng);
    });
    children = next.filter(({ architecture }) => architecture.hash !== parent.architecture.hash);
    from = choose(children, rng, 1)[0] ?? from;
  }
  return children;
}

/** Some children made the same way, all different; fewer where making them often comes to nothing. */
function make(
  { task, judge }: Making,
  count: number,
  makeOne: () => Parameters<Judge>[0] | undefined,
): readonly Judged[] {
  // Where nothing is known of their worth, there is nothing to choose by.
  const wanted = isMeasured(task) ? count : FORWARD;
  const made = new Map<string, Judged>();
  for (let tries = 0; tries < 1.5 * wanted && made.size < wanted; tries++) {
    const child = makeOne();
    if (child) made.set(child.architecture.hash, judge(child, task));
    else if (tries >= 2 && made.size === 0) break;
  }
  return [...made.values()];
}

/** At most so many, the worthier the likelier. */
function choose(judged: readonly Judged[], rng: Rng, count: number): readonly Judged[] {
  const left = [...judged];
  const best = Math.max(...left.map(({ worth }) => worth));
  const chosen: Judged[] = [];
  while (left.length > 0 && chosen.length < count) {
    const next = rng.pickWeighted(left.map((each) => [each, Math.exp((each.worth - best) / TEMPERATURE)]));
    left.splice(left.indexOf(next), 1);
    chosen.push(next);
  }
  return chosen;
}

const inOrder = (parents: readonly Judged[]): readonly Judged[] =>
  parents.toSorted((a, b) => a.worth - b.worth);

const shown = (judged: Judged, rng: Rng): TerseParent => ({
  source: judged.source,
  ...metricsOf(judged, rng),
});

/** A measurement differs from a guess, and from run to run. Nothing measured, anything may be found. */
function metricsOf({ accuracy, architecture: { params } }: Judged, rng: Rng): Metrics {
  if (rng.chance(0.08)) return { params };
  const noise = (rng.float() - 0.5) * 0.03;
  const valAccuracy = accuracy === undefined ? 0.6 + 0.37 * rng.float() : accuracy + noise;
  return { params, valAccuracy: Math.min(1, Math.max(0, valAccuracy)) };
}

function sampleOf(
  about: Pick<Sample, 'kind' | 'instruction' | 'task' | 'prompt'>,
  child: Judged,
  parent?: Judged,
): Sample {
  const better = parent?.accuracy === undefined ? {} : { better: (child.accuracy ?? 0) > parent.accuracy };
  return { ...about, child: inHouseStyle(child.source), hash: child.architecture.hash, ...better };
}
