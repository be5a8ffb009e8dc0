import type { Proposal } from '../../domain.ts';
import type { Relaxed, RelaxationSettings, StrategyContext, Supernet } from '../../ports.ts';
import { keyOf } from '../../spaces/encode.ts';
import type { Genotype } from '../../spaces/space.ts';
import type { DartsSpec } from '../../spec/spec.ts';
import { relaxationExamples } from '../../supernet/cost.ts';
import { type Choice, SpacedStrategy, type Told } from '../spaced/spaced.ts';
import type { DartsNote } from './dartsView.ts';
import { discretise, skipsIn } from './discretise.ts';
import { supernetOf } from './supernetOf.ts';

/** Times along a search that its alphas are looked at. */
const LOOKS = 40;

/** Share of a search before which it is not stopped: at first the order of the operations is that of the draw. */
const WARM_UP = 0.25;

/** A relaxed search under way. */
interface Search {
  readonly settings: RelaxationSettings;
  relaxed: Relaxed | undefined;
  /** The cell at the latest look at which it had not too many skip connections. */
  lean: Genotype | undefined;
}

/**
 * Differentiable architecture search (Liu et al. 2019): every edge gives a mixture of all operations, whose shares learn by
 * gradient beside the weights. The cell that the shares stand for is derived a few times on the way, the last time at the end,
 * and proposed, to be trained from scratch like any candidate; then the next search begins, with other weights. A cell that
 * is known already is passed over, but for one at the end of a search: it is proposed again, and is a duplicate.
 */
export class Darts extends SpacedStrategy {
  readonly #spec: DartsSpec;
  readonly #supernet: Supernet;
  #search: Search | undefined;
  #searches = 0;
  /** A cell that is to be proposed. */
  #next: Genotype | undefined;
  /** Of the cells that were derived, in order, and not told of, what they are known by. */
  readonly #derived: string[] = [];

  constructor(spec: DartsSpec, context: StrategyContext) {
    super(spec.space, context);
    this.#spec = spec;
    this.#supernet = supernetOf(context);
  }

  override async ask(room: number, signal: AbortSignal): Promise<readonly Proposal[]> {
    signal.throwIfAborted();
    if (room === 0) return [];
    this.#next ??= await this.#derive(signal);
    return super.ask(1, signal);
  }

  protected propose(): Choice | undefined {
    const genotype = this.#next;
    this.#next = undefined;
    return genotype && { genotype, parents: [] };
  }

  protected learn({ id, genotype, score, isOwn }: Told): void {
    const at = this.#derived.indexOf(keyOf(genotype));
    if (at < 0 || !isOwn) return;
    this.#derived[at] = '';
    this.#note({ kind: 'trained', number: at + 1, id, ...(score && { valAccuracy: score.valAccuracy }) });
  }

  protected forgo(genotype: Genotype): void {
    this.#next = genotype;
  }

  /** Goes on with the search until it has a cell to propose. */
  async #derive(signal: AbortSignal): Promise<Genotype> {
    const before = this.#search?.relaxed?.step ?? 0;
    const search = (this.#search ??= this.#begin());
    let ms = 0;
    try {
      for (;;) {
        const relaxed = await this.#advance(search, signal);
        ms += relaxed.ms;
        const { cell, isOver } = this.#look(search, relaxed);
        if (isOver) this.#search = undefined;
        if (isOver || (this.#isDue(relaxed.step) && !this.isKnown(cell))) {
          this.#derived.push(keyOf(cell));
          this.#note({ kind: 'derived', step: relaxed.step, cell });
          return cell;
        }
      }
    } finally {
      // Also of one that was broken off.
      this.#charge((search.relaxed?.step ?? 0) - before, ms);
    }
  }

  #begin(): Search {
    const { relaxedSteps: steps, order, mend, maxSkips, alphaRate, skipDropout } = this.#spec;
    const seed = this.context.rng.fork('search').fork(this.#searches).seed();
    this.#searches += 1;
    this.#note({ kind: 'search', steps, order, mend, maxSkips });
    const dropout = mend === 'skip-dropout' ? skipDropout : 0;
    return {
      settings: { steps, order, learningRate: alphaRate, skipDropout: dropout, seed },
      relaxed: undefined,
      lean: undefined,
    };
  }

  /** To the next look. */
  async #advance(search: Search, signal: AbortSignal): Promise<Relaxed> {
    const { steps } = search.settings;
    const from = search.relaxed?.step ?? 0;
    const marks = [...this.#derivationSteps(), Math.min(from + Math.ceil(steps / LOOKS), steps)];
    const to = Math.min(...marks.filter((step) => step > from));
    const relaxed = await this.#supernet.relax(
      search.settings,
      search.relaxed,
      to - from,
      this.context.onTeaching,
      signal,
    );
    return (search.relaxed = relaxed);
  }

  #look(search: Search, { step, alphas, trainLoss, valLoss }: Relaxed) {
    const cell = discretise(alphas);
    const skips = skipsIn(cell);
    this.#note({ kind: 'alphas', step, alphas, trainLoss, valLoss, cell, skips });
    const { mend, maxSkips } = this.#spec;
    const { steps } = search.settings;
    if (mend === 'early-stop' && step >= WARM_UP * steps) {
      if (skips > maxSkips) {
        this.#note({ kind: 'stopped', step, skips });
        return { cell: search.lean ?? cell, isOver: true };
      }
      search.lean = cell;
    }
    return { cell, isOver: step >= steps };
  }

  #isDue(step: number): boolean {
    return this.#derivationSteps().includes(step);
  }

  #derivationSteps(): readonly number[] {
    const { relaxedSteps, derivations } = this.#spec;
    return Array.from({ length: derivations }, (_, at) => Math.ceil(((at + 1) * relaxedSteps) / derivations));
  }

  #charge(steps: number, ms: number): void {
    if (steps <= 0) return;
    const { order } = this.#spec;
    // Each step is one of the architecture and one of the weights.
    const examples = relaxationExamples(steps, order, this.context.task);
    this.context.charge({ examples, steps: 2 * steps, ms });
  }

  #note(note: DartsNote): void {
    this.context.record({ method: 'darts', note });
  }
}
