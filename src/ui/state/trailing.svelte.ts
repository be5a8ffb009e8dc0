import { flushSync } from 'svelte';
import { turns } from './turns.ts';

/** Follows what `read` says as soon as it is its turn, so that not all that is drawn of it is drawn in one task. */
export class Trailing<T> {
  #value: T;

  /** To be made where effects can be, as in a component. */
  constructor(read: () => T) {
    this.#value = $state.raw(read());
    let newest = this.#value;
    const follow = () => {
      this.#value = newest;
      // Within the turn, so that what it costs counts as its own.
      flushSync();
    };
    $effect(() => {
      newest = read();
      turns.wait(follow);
    });
    $effect(() => () => turns.leave(follow));
  }

  get value(): T {
    return this.#value;
  }
}
