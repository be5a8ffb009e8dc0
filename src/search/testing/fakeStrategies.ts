import type { Evaluated, Strategy } from '../ports.ts';

/** Proposes the given texts in turn, as many as there is room for, then nothing; remembers what it was told. */
export class ScriptedStrategy implements Strategy {
  readonly told: Evaluated[] = [];
  readonly #sources: string[];

  constructor(sources: readonly string[]) {
    this.#sources = [...sources];
  }

  async ask(room: number) {
    return this.#sources.splice(0, room).map((source) => ({ source, origin: { kind: 'sampled' as const } }));
  }

  tell(evaluated: Evaluated): void {
    this.told.push(evaluated);
  }
}
