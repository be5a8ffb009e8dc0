import { Unreadable } from './unreadable.ts';

/** The variables of a block, within those of the blocks around it. */
export class Scope {
  readonly #values = new Map<string, unknown>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  declare(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  get(name: string): unknown {
    if (this.#values.has(name)) return this.#values.get(name);
    if (this.#outer) return this.#outer.get(name);
    throw new Unreadable(`an unknown name, ${name}`);
  }

  set(name: string, value: unknown): void {
    if (this.#values.has(name)) this.#values.set(name, value);
    else if (this.#outer) this.#outer.set(name, value);
    else throw new Unreadable(`an unknown name, ${name}`);
  }
}
