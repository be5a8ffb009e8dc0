/** Follows what `read` says a task later: for pictures below the first screen, so that not all are drawn in one task. */
export class Trailing<T> {
  #value: T;

  /** To be made where effects can be, as in a component. */
  constructor(read: () => T) {
    this.#value = $state.raw(read());
    $effect(() => {
      const value = read();
      const timer = setTimeout(() => (this.#value = value));
      return () => clearTimeout(timer);
    });
  }

  get value(): T {
    return this.#value;
  }
}
