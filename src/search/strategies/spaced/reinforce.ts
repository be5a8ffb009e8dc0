import type { StrategyContext } from '../../ports.ts';
import type { ReinforceSpec } from '../../spec/spec.ts';
import { Adam } from './adam.ts';
import { draw, gradient, type Logits, softmax, zeros } from './policy.ts';
import { type Choice, rewardOf, SpacedStrategy, type Told } from './spaced.ts';
import { recorded } from './view.ts';

/**
 * REINFORCE (Williams 1992; Zoph and Le 2017) with the controller of NAS-Bench-201 (Dong and Yang 2020): independent
 * logits for each choice instead of a recurrent network, the accuracy as the reward, a moving average of it as the
 * baseline, one step of Adam for each outcome.
 *
 * An outcome that comes late is learnt from as if it had been drawn by the logits of now. A draw that is known already is
 * drawn again. A network that could not be built or trained has the reward 0.
 */
export class Reinforce extends SpacedStrategy {
  readonly #momentum: number;
  readonly #adam: Adam;
  #logits: Logits;
  /** Of the moving average, without the bias of its beginning: their ratio is the baseline. */
  #rewards = 0;
  #weight = 0;

  constructor({ space, learningRate, momentum }: ReinforceSpec, context: StrategyContext) {
    super(space, context);
    this.#momentum = momentum;
    this.#adam = new Adam(learningRate);
    this.#logits = zeros(this.space);
  }

  protected propose(): Choice {
    const { rng } = this.context;
    return this.fresh(() => ({ genotype: draw(this.space, this.#logits, rng), parents: [] }));
  }

  protected learn(told: Told): void {
    const reward = rewardOf(told);
    if (reward === undefined) return;
    this.#rewards = this.#momentum * this.#rewards + (1 - this.#momentum) * reward;
    this.#weight = this.#momentum * this.#weight + (1 - this.#momentum);
    const advantage = reward - this.#rewards / this.#weight;
    const gradients = gradient(this.#logits, told.genotype);
    const steps = this.#adam.step(gradients.flat().map((each) => advantage * each));
    let at = 0;
    this.#logits = this.#logits.map((slot) => slot.map((logit) => logit + (steps[at++] ?? 0)));
    const likely = recorded(this.#logits.map(softmax));
    this.context.record({ method: 'spaced', note: { kind: 'weighed', weights: { likely } } });
  }

  protected forgo(): void {}
}
