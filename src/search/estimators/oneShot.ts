import type { Cost, SharedWeights, Supernet } from '../ports.ts';
import { type Screened, percent, screened } from '../screening/screened.ts';
import type { Genotype } from '../spaces/space.ts';
import type { EstimatorOf } from '../spec/estimator.ts';
import { pathExamples } from '../supernet/cost.ts';
import type { Measured } from './proxies.ts';

/**
 * Scores networks of the cell space with the weights of one supernet, which is trained when the first of them comes (Guo et
 * al. 2020). Both arms ask the same: whoever proposes networks, what they share is the same.
 */
export class OneShot {
  readonly #supernet: Supernet;
  readonly #seed: number;
  readonly #charge: (cost: Cost) => void;
  /** By the steps of their training. */
  readonly #weights = new Map<number, Promise<SharedWeights>>();

  /** @param charge told what the training of a supernet has cost */
  constructor(supernet: Supernet, seed: number, charge: (cost: Cost) => void) {
    this.#supernet = supernet;
    this.#seed = seed;
    this.#charge = charge;
  }

  /** @throws as the supernet does */
  async score(genotype: Genotype, steps: number, signal: AbortSignal): Promise<Measured> {
    const weights = await this.#weightsAfter(steps, signal);
    const { accuracies, ms } = await this.#supernet.score(weights, [genotype], signal);
    const [value] = accuracies;
    return { ...(value !== undefined && { value }), ms };
  }

  #weightsAfter(steps: number, signal: AbortSignal): Promise<SharedWeights> {
    const training = this.#weights.get(steps) ?? this.#train(steps, signal);
    this.#weights.set(steps, training);
    // What failed is tried again by whoever asks next.
    training.catch(() => this.#weights.delete(steps));
    return training;
  }

  async #train(steps: number, signal: AbortSignal): Promise<SharedWeights> {
    const { weights, ms } = await this.#supernet.trainPaths({ steps, seed: this.#seed }, () => {}, signal);
    this.#charge({ examples: pathExamples(steps), steps, ms });
    return weights;
  }
}

/** Networks that are let through before there are ranks worth the name. */
const START_UPS = 5;

/** Lets through what ranks among the best with shared weights, of all that came so far. */
export class OneShotGate {
  readonly #keep: number;
  readonly #seen: number[] = [];

  constructor({ keep }: Pick<EstimatorOf<'one-shot'>, 'keep'>) {
    this.#keep = keep;
  }

  /** @returns why it is not to be trained */
  judge(accuracy: number): Screened | undefined {
    this.#seen.push(accuracy);
    if (this.#seen.length <= START_UPS) return undefined;
    const places = Math.ceil(this.#keep * this.#seen.length);
    const bar = this.#seen.toSorted((a, b) => b - a)[places - 1] ?? 0;
    return accuracy >= bar ? undefined : outranked(accuracy, bar);
  }
}

const outranked = (value: number, bar: number): Screened =>
  screened(
    'one-shot',
    `With the weights of the supernet it is right in ${percent(value)}; the networks that rank high enough are in ${percent(bar)} or more.`,
    { value, bar },
  );
