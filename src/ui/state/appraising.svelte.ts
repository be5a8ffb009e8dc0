import type { Candidate } from '../../search/domain.ts';
import type { Appraisal } from '../../search/estimators/appraisal/appraise.ts';
import { FEWEST_RANKED, trainedOf } from '../../search/estimators/appraisal/trained.ts';
import type { Said } from '../../search/told/told.ts';
import { saidBy } from '../../search/told/toldError.ts';
import type { RunSnapshot } from '../../search/run/fold.ts';
import type { StatisticsApi } from '../../workers/api.ts';
import { connectStatistics } from '../../workers/connect.ts';
import type { Linked } from '../../workers/spawn.ts';
import { type Probed, countProbed } from '../views/probed.ts';

/**
 * While trainers are at work, figures are reckoned anew when there are so many times as many networks: the trainers want the same
 * processors, and all reckoning together then takes three times as long as the last.
 */
const GROWTH = 1.5;

/** What the appraisal depends on. */
interface Basis extends Probed {
  /** The run's first candidate, which tells runs apart. */
  readonly first: Candidate | undefined;
}

/** Keeps the figures of estimators up with the run that is seen, in a worker. */
export class Appraising {
  /** Absent while there are too few networks, and before the first figures of a run. */
  result = $state.raw<Appraisal>();
  fault = $state.raw<Said>();
  /** Figures are on their way. */
  isBusy = $state(false);
  #basis: Basis = { first: undefined, scored: 0, probed: 0 };
  #waiting: RunSnapshot | undefined;
  #worker: Linked<StatisticsApi> | undefined;

  /**
   * The newest of what is waiting is reckoned with as soon as what is under way is done.
   * @param goesOn more is on its way
   */
  follow(run: RunSnapshot, goesOn: boolean): void {
    const basis = basisOf(run);
    if (!isDue(this.#basis, basis, goesOn)) return;
    if (basis.first !== this.#basis.first || basis.scored < FEWEST_RANKED) this.result = undefined;
    this.#basis = basis;
    if (basis.scored < FEWEST_RANKED) return;
    this.#waiting = run;
    if (!this.isBusy) void this.#reckon();
  }

  close(): void {
    this.#worker?.kill();
    this.#worker = undefined;
  }

  async #reckon(): Promise<void> {
    this.isBusy = true;
    this.fault = undefined;
    try {
      for (let run = this.#take(); run; run = this.#take()) {
        const trained = trainedOf(run.candidates);
        const seed = run.spec?.seed ?? 0;
        this.#worker ??= connectStatistics();
        const result = await this.#worker.call((api) => api.appraise(trained, seed));
        if (run.candidates[0]?.candidate === this.#basis.first && trained.length >= FEWEST_RANKED)
          this.result = result;
      }
    } catch (error) {
      this.close();
      this.fault = saidBy(error);
    } finally {
      this.isBusy = false;
    }
  }

  #take(): RunSnapshot | undefined {
    const run = this.#waiting;
    this.#waiting = undefined;
    return run;
  }
}

const basisOf = ({ candidates }: RunSnapshot): Basis => ({
  first: candidates[0]?.candidate,
  ...countProbed(candidates),
});

function isDue(before: Basis, now: Basis, goesOn: boolean): boolean {
  if (before.first !== now.first || now.scored < before.scored || now.probed < before.probed) return true;
  const [had, has] = [before.scored + before.probed, now.scored + now.probed];
  const isFirst = before.scored < FEWEST_RANKED && now.scored >= FEWEST_RANKED;
  return has > had && (!goesOn || isFirst || has >= GROWTH * had);
}
