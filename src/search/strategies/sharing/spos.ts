import type { Proposal } from '../../domain.ts';
import type { SharedWeights, StrategyContext, Supernet, TeachingStep } from '../../ports.ts';
import { keyOf } from '../../spaces/encode.ts';
import type { Genotype } from '../../spaces/space.ts';
import { sample } from '../../spaces/vary.ts';
import type { SposSpec } from '../../spec/spec.ts';
import { pathExamples, scoreExamples } from '../../supernet/cost.ts';
import { type Choice, SpacedStrategy, type Told } from '../spaced/spaced.ts';
import { type Ranked, byAccuracy, freshSamples, nextGeneration } from './evolution.ts';
import { supernetOf } from './supernetOf.ts';
import type { SposNote } from './sposView.ts';

/** Points of the supernet's loss that are kept for its curve. */
const CURVE_POINTS = 40;

/**
 * Single-path one-shot search (Guo et al. 2020): a supernet is trained along single paths that are drawn uniformly, an
 * evolutionary search finds networks that do well with its weights, and the best of these are proposed, to be trained from
 * scratch like any candidate. All of that comes at the first ask. When there are no more, it goes on at random.
 */
export class Spos extends SpacedStrategy {
  readonly #spec: SposSpec;
  readonly #supernet: Supernet;
  #weights: SharedWeights | undefined;
  #generations = 0;
  /** By their accuracy with the shared weights, in the order in which they were scored. */
  readonly #ranked: Ranked[] = [];
  /** Of these the best first, as far as they were not proposed; undefined until all are scored. */
  #queue: Genotype[] | undefined;

  constructor(spec: SposSpec, context: StrategyContext) {
    super(spec.space, context);
    this.#spec = spec;
    this.#supernet = supernetOf(context);
  }

  override async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room === 0) return [];
    this.#queue ??= await this.#find(signal);
    return super.ask(room, signal);
  }

  protected propose(): Choice {
    for (let next = this.#queue?.shift(); next; next = this.#queue?.shift())
      if (!this.isKnown(next)) return { genotype: next, parents: [] };
    return this.fresh(() => ({ genotype: sample(this.space, this.context.rng), parents: [] }));
  }

  protected learn({ id, genotype, score, isOwn }: Told): void {
    const key = keyOf(genotype);
    const ranked = this.#ranked.find((each) => keyOf(each.genotype) === key);
    if (!ranked || !isOwn) return;
    const valAccuracy = score && { valAccuracy: score.valAccuracy };
    this.#note({ kind: 'trained', id, oneShot: ranked.accuracy, ...valAccuracy });
  }

  protected forgo(genotype: Genotype): void {
    this.#queue?.unshift(genotype);
  }

  async #find(signal: AbortSignal): Promise<Genotype[]> {
    const weights = (this.#weights ??= await this.#train(signal));
    const { population, generations } = this.#spec;
    let [looked, took] = [0, 0];
    while (this.#generations < generations) {
      const networks = this.#next(population);
      if (networks.length === 0) break;
      const { accuracies, examples, ms } = await this.#supernet.score(weights, networks, signal);
      looked += scoreExamples(networks.length, examples);
      took += ms;
      networks.forEach((genotype, i) => this.#ranked.push({ genotype, accuracy: accuracies[i] ?? 0 }));
      const best = Math.max(...this.#ranked.map(({ accuracy }) => accuracy));
      const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / networks.length;
      this.#note({ kind: 'generation', generation: this.#generations, best, mean });
      this.#generations += 1;
    }
    this.context.charge({ examples: looked, steps: 0, ms: took });
    return byAccuracy(this.#ranked).map(({ genotype }) => genotype);
  }

  async #train(signal: AbortSignal): Promise<SharedWeights> {
    const { supernetSteps: steps } = this.#spec;
    const every = Math.ceil(steps / CURVE_POINTS);
    let latest = 0;
    const onStep = ({ step, of, loss }: TeachingStep) => {
      this.context.onTeaching({ step, of, loss });
      if (step - latest < every && step !== of) return;
      latest = step;
      this.#note({ kind: 'training', step, of, loss });
    };
    const seed = this.context.rng.fork('supernet').seed();
    const { weights, ms } = await this.#supernet.trainPaths({ steps, seed }, onStep, signal);
    this.context.charge({ examples: pathExamples(steps), steps, ms });
    return weights;
  }

  #next(count: number): readonly Genotype[] {
    const rng = this.context.rng.fork('generation').fork(this.#generations);
    if (this.#generations > 0 && this.#spec.finder === 'evolution')
      return nextGeneration(this.space, this.#ranked, count, rng);
    const known = new Set(this.#ranked.map(({ genotype }) => keyOf(genotype)));
    return freshSamples(this.space, count, known, rng);
  }

  #note(note: SposNote): void {
    this.context.record({ method: 'spos', note });
  }
}
