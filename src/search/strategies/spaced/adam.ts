const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma and Ba 2015, algorithm 1, with its constants), uphill. */
export class Adam {
  readonly #rate: number;
  readonly #first: number[] = [];
  readonly #second: number[] = [];
  #steps = 0;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** @param gradients as long at every step @returns what is to be added to each parameter */
  step(gradients: readonly number[]): readonly number[] {
    this.#steps += 1;
    const [correction1, correction2] = [1 - BETA1 ** this.#steps, 1 - BETA2 ** this.#steps];
    return gradients.map((gradient, at) => {
      const first = BETA1 * (this.#first[at] ?? 0) + (1 - BETA1) * gradient;
      const second = BETA2 * (this.#second[at] ?? 0) + (1 - BETA2) * gradient ** 2;
      this.#first[at] = first;
      this.#second[at] = second;
      return (this.#rate * (first / correction1)) / (Math.sqrt(second / correction2) + EPSILON);
    });
  }
}
