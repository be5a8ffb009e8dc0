/** A run's events as what a comparison needs of it: a search for each of its arms. */
import type { Arm, CandidateId, EndReason, RunEvent, TaskShape } from '../domain.ts';
import { stepsSpent } from '../estimators/cost.ts';
import { isHeldAfter } from '../run/standstill.ts';
import { type RunSpec, type SpecPatch, baselineOf } from '../spec/spec.ts';
import type { Searched, Tried } from './trace.ts';

/** Everything that searches of one group have in common. */
export interface Setting {
  /** As the run began. Random search beside a strategy has `random` for its own. */
  readonly spec: Omit<RunSpec, 'seed' | 'baseline'>;
  /** What was changed while it ran, as far as it touches this arm. */
  readonly changes: readonly SpecPatch[];
  /** Language models that wrote candidates, by name. */
  readonly models: readonly string[];
}

/** One arm of a run. */
export interface Trace extends Searched {
  readonly setting: Setting;
  readonly seed: number;
  readonly task: TaskShape;
  /** Absent while the run goes on. */
  readonly end?: EndReason;
  /** Whether another arm shared the trainers, and so the time. */
  readonly shared: boolean;
}

/**
 * Operations of a training for each of a forward pass: the backward pass costs twice as much (Hobbhahn and Sevilla 2021,
 * "What's the backward-forward FLOP ratio for neural networks?").
 */
const TRAINING_TO_FORWARD = 3;

interface Begun {
  readonly arm: Arm;
  readonly wasSeed: boolean;
  readonly charged: number;
  flops: number;
  steps: number;
  batch: number;
  tried?: Tried;
}

/**
 * In one pass over the events. Seconds are those in which the run was not paused. Empty for a run that never began.
 */
export function runTraces(events: readonly RunEvent[]): readonly Trace[] {
  const [first] = events;
  if (first?.kind !== 'started') return [];
  const { spec, task } = first;
  const candidates = new Map<CandidateId, Begun>();
  const models: Record<Arm, Set<string>> = { search: new Set(), baseline: new Set() };
  const changes: SpecPatch[] = [];
  const charged: Record<Arm, number> = { search: 0, baseline: 0 };
  const clock = new ActiveClock();
  let batch = spec.training.batchSize;
  let end: EndReason | undefined;

  for (const event of events) {
    const ms = clock.read(event);
    switch (event.kind) {
      case 'asked': {
        const { id, arm, origin } = event.candidate;
        const wasSeed = origin.kind === 'seed';
        candidates.set(id, { arm, wasSeed, charged: charged[arm], flops: 0, steps: 0, batch });
        if (origin.kind === 'written') models[arm].add(origin.model);
        break;
      }
      case 'compiled':
        amend(candidates, event.id, { flops: event.architecture.flops });
        break;
      case 'epoch':
        amend(candidates, event.id, { steps: event.point.step });
        break;
      case 'finished': {
        const begun = candidates.get(event.id);
        if (begun) begun.tried = triedOf(begun, event.outcome, ms / 1000);
        break;
      }
      case 'charged':
        if (event.arm) charged[event.arm] += event.candidates;
        break;
      case 'changed':
        changes.push(event.patch);
        batch = event.patch.training?.batchSize ?? batch;
        break;
      case 'continued':
        end = undefined;
        break;
      case 'ended':
        end = event.reason;
        break;
    }
  }

  const all = [...candidates.values()];
  const arms = (['search', 'baseline'] as const).filter((arm) => all.some((each) => each.arm === arm));
  return arms.map((arm) => ({
    setting: {
      spec: armSpec(spec, arm),
      changes: arm === 'search' ? searchPatches(changes) : baselinePatches(spec, changes),
      models: [...models[arm]].toSorted(),
    },
    seed: spec.seed,
    task,
    tried: all.flatMap((each) => (each.arm === arm && each.tried ? [each.tried] : [])),
    seconds: clock.activeMs / 1000,
    ...(charged[arm] > 0 && { charged: charged[arm] }),
    shared: arms.length > 1,
    ...(end && { end }),
  }));
}

type Finished = Extract<RunEvent, { kind: 'finished' }>['outcome'];

function triedOf(
  { flops, steps, batch, wasSeed, charged }: Begun,
  outcome: Finished,
  seconds: number,
): Tried {
  const trained = stepsSpent(outcome, steps);
  return {
    kind: outcome.kind,
    seconds,
    work: TRAINING_TO_FORWARD * flops * batch * trained,
    ...(outcome.kind === 'scored' && { score: { accuracy: outcome.valAccuracy } }),
    ...(charged > 0 && { charged }),
    ...(wasSeed && { wasSeed }),
  };
}

function amend(candidates: Map<CandidateId, Begun>, id: CandidateId, change: Partial<Begun>): void {
  const begun = candidates.get(id);
  if (begun) Object.assign(begun, change);
}

function armSpec(spec: RunSpec, arm: Arm): Setting['spec'] {
  const { version, strategy, dataset, validationFraction, budget, training, screening, backend, workers } =
    spec;
  const { estimator } = spec;
  return {
    version,
    strategy: arm === 'search' ? strategy : baselineOf(strategy),
    dataset,
    validationFraction,
    budget,
    training,
    screening,
    backend,
    workers,
    // Said or not, full training is the same setting.
    ...(estimator && estimator.id !== 'full' && { estimator }),
  };
}

/** Without those that touch the other arm alone. */
const searchPatches = (changes: readonly SpecPatch[]): readonly SpecPatch[] =>
  changes.flatMap((patch) => without(patch, ['baseline']));

/** Of another strategy random search takes the space, where that is another one. */
function baselinePatches(spec: RunSpec, changes: readonly SpecPatch[]): readonly SpecPatch[] {
  let { space } = baselineOf(spec.strategy);
  return changes.flatMap((patch) => {
    const random = patch.strategy && baselineOf(patch.strategy);
    if (!random || random.space === space) return without(patch, ['baseline', 'strategy']);
    ({ space } = random);
    return without({ ...patch, strategy: random }, ['baseline']);
  });
}

/** Nothing where nothing is left. */
function without(patch: SpecPatch, names: readonly (keyof SpecPatch)[]): readonly SpecPatch[] {
  const left = Object.entries(patch).filter(([name]) => !names.some((each) => each === name));
  return left.length > 0 ? [Object.fromEntries(left)] : [];
}

/** Time in which the run was neither paused nor held back by its pace. */
class ActiveClock {
  activeMs = 0;
  #at = 0;
  #paused = false;
  #held = false;

  read({ at, kind }: RunEvent): number {
    if (!this.#paused && !this.#held) this.activeMs += at - this.#at;
    this.#at = at;
    this.#held = isHeldAfter(this.#held, kind);
    if (kind === 'paused') this.#paused = true;
    else if (kind === 'resumed' || kind === 'continued') this.#paused = false;
    return this.activeMs;
  }
}
