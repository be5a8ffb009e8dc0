/** Things in the order in which they were last wanted, the newest last; so many at most. */
export class Recent<T> {
  readonly #most: number;
  #order: T[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Wants a thing now. @returns those for which there is no room any more */
  want(thing: T): readonly T[] {
    const order = [...this.#order.filter((each) => each !== thing), thing];
    this.#order = order.slice(-this.#most);
    return order.slice(0, -this.#most);
  }
}
