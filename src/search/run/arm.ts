import type { Arm, Candidate, CandidateId } from '../domain.ts';
import type { Evaluated, Strategy } from '../ports.ts';
import type { GridArchive } from '../archive/gridArchive.ts';

/** One method at work on its own budget, with its own archive and its own notion of what is a duplicate. */
export class ArmState {
  readonly arm: Arm;
  readonly archive: GridArchive;
  strategy: Strategy;
  /** Whether it still asks; a baseline that was switched off does not. */
  active = true;
  /** Proposals asked for or being asked for; what the budget counts. */
  asked = 0;
  /** Asked and not yet told. */
  open = 0;
  /** An ask is under way. */
  asking = false;
  /** The strategy had nothing to propose and waits to be told something. */
  starved = false;
  readonly #seen = new Map<string, CandidateId>();
  readonly #history: Evaluated[] = [];

  constructor(arm: Arm, strategy: Strategy, archive: GridArchive) {
    this.arm = arm;
    this.strategy = strategy;
    this.archive = archive;
  }

  /** The earlier candidate with the same graph; registers this one when there is none. */
  duplicateOf(candidate: Candidate, hash: string): CandidateId | undefined {
    const earlier = this.#seen.get(hash);
    if (earlier === undefined) this.#seen.set(hash, candidate.id);
    return earlier;
  }

  /** Lets a graph be tried again, when its trial said nothing about it. */
  forget(hash: string): void {
    this.#seen.delete(hash);
  }

  tell(evaluated: Evaluated): void {
    this.open -= 1;
    this.starved = false;
    this.#history.push(evaluated);
    this.strategy.tell(evaluated);
  }

  /** Goes on with another strategy, which is first told all that was learnt. */
  replaceStrategy(strategy: Strategy): void {
    for (const evaluated of this.#history) strategy.tell(evaluated);
    this.strategy = strategy;
    this.starved = false;
  }
}
