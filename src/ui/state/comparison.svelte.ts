import { SvelteSet } from 'svelte/reactivity';
import type { RunEvent } from '../../search/domain.ts';
import { groupsOf, keyOf } from '../../search/compare/groups.ts';
import { repeats, withBaselines } from '../../search/compare/plan.ts';
import { type Trace, runTraces } from '../../search/compare/runTraces.ts';
import { type RunSpec, type StrategyId, type StrategySpec, parseSpec } from '../../search/spec/spec.ts';
import type { RunState } from './run.svelte.ts';

/** Runs that are made one after the other. */
export interface Queue {
  readonly specs: readonly RunSpec[];
  /** Which of them is under way, 0 for the first. */
  readonly at: number;
}

/** Runs side by side, and the queue of those to come. */
export class Comparison {
  times = $state(3);
  /** What to repeat: the settings as they are, or several methods on the same seeds. */
  what = $state<'settings' | 'methods'>('settings');
  /** Methods to repeat beside random search, which is always there. */
  readonly methods = new SvelteSet<StrategyId>();
  /** Groups that are not drawn, by key. */
  readonly hidden = new SvelteSet<string>();
  /** Key of the group that the others are compared with, where one was chosen. */
  reference = $state<string>();
  queue = $state.raw<Queue>();
  #traces = $state.raw<readonly Trace[]>([]);
  #stopping = false;
  readonly #run: RunState;
  readonly #begin: (spec: RunSpec) => Promise<void>;
  readonly #stop: () => Promise<void>;

  readonly groups = $derived(groupsOf(this.#traces));

  /**
   * @param begin resolves when the run has ended and rejects, after saying so on the page, when it cannot begin
   * @param stop ends the run under way
   */
  constructor(run: RunState, begin: (spec: RunSpec) => Promise<void>, stop: () => Promise<void>) {
    this.#run = run;
    this.#begin = begin;
    this.#stop = stop;
  }

  /** The methods that are chosen, as they would be run, after random search in every space of theirs. */
  planned(spec: RunSpec): readonly StrategySpec[] {
    return withBaselines([...this.methods].map((id) => strategyOf(id, spec)));
  }

  /** Takes every arm of a run among those compared. */
  add(events: readonly RunEvent[]): void {
    this.#traces = [...this.#traces, ...runTraces(events)];
  }

  /** Lets go of a group and of all that was chosen of it. */
  remove(key: string): void {
    this.#traces = this.#traces.filter(({ setting }) => keyOf(setting) !== key);
    this.hidden.delete(key);
    if (this.reference === key) this.reference = undefined;
  }

  /**
   * Repeats settings, and keeps every run that ends by its budget. Ends with all of them, with `stop`, or with the first
   * run that ends otherwise.
   */
  async repeat(spec: RunSpec): Promise<void> {
    if (this.queue) return;
    const specs = repeats(spec, this.times, this.what === 'settings' ? [] : this.planned(spec));
    this.#stopping = false;
    try {
      for (const [at, one] of specs.entries()) {
        this.queue = { specs, at };
        await this.#begin(one);
        const { events } = this.#run;
        // Read from the events, since the page may be showing an earlier moment of the run.
        const end = events.findLast(({ kind }) => kind === 'ended');
        if (this.#stopping || end?.kind !== 'ended' || end.reason !== 'budget') return;
        this.add(events);
      }
    } finally {
      this.queue = undefined;
    }
  }

  /** Ends the run under way and all that were to come. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#stop();
  }
}

/** As it is set where it is the one that is set, else as by default. */
function strategyOf(id: StrategyId, { strategy }: RunSpec): StrategySpec {
  if (strategy.id === id) return strategy;
  const parsed = parseSpec({ strategy: { id } });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value.strategy;
}
