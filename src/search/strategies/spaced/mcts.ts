import type { StrategyContext } from '../../ports.ts';
import { applies, choose } from '../../spaces/choose.ts';
import { keyOf } from '../../spaces/encode.ts';
import { ABSENT, type Genotype } from '../../spaces/space.ts';
import { sample } from '../../spaces/vary.ts';
import type { MctsSpec } from '../../spec/spec.ts';
import { type Choice, rewardOf, SpacedStrategy, type Told } from './spaced.ts';
import type { Step } from './view.ts';

/** Random completions of the same choices before the tree is gone down again. */
const ROLL_OUTS = 100;

/** What is known of the networks that begin with the same choices. */
interface Node {
  /** Outcomes, and the sum of their rewards. */
  visits: number;
  total: number;
  /** Networks under way. */
  open: number;
  /** Whether all its networks were proposed, or there are none. */
  isExhausted: boolean;
  readonly children: Map<number, Node>;
}

const newNode = (): Node => ({ visits: 0, total: 0, open: 0, isExhausted: false, children: new Map() });

/**
 * Monte Carlo tree search (Wistuba 2017) with UCT (Kocsis and Szepesvári 2006): each level of the tree is a choice. Down
 * from the root the child of the greatest upper confidence bound is taken until one was never visited; the choices that
 * are left are made at random, and the accuracy is credited to every node on the way.
 *
 * The bound is UCB1's, of rewards between 0 and 1 (Auer, Cesa-Bianchi and Fischer 2002, figure 1), for which c is √2.
 * Networks under way count as visits, but not in the mean, so that several asks in a row go different ways (Liu et al.
 * 2020, WU-UCT). A branch of which all networks were proposed is not entered again. A network that could not be built or
 * trained has the reward 0.
 */
export class Mcts extends SpacedStrategy {
  readonly #exploration: number;
  readonly #root = newNode();
  /** Nodes that a network under way was reached by, by its key. */
  readonly #ways = new Map<string, readonly Node[]>();

  constructor({ space, exploration }: MctsSpec, context: StrategyContext) {
    super(space, context);
    this.#exploration = exploration;
  }

  protected propose(): Choice {
    while (!this.#root.isExhausted) {
      const found = this.#descend();
      if (!found) continue;
      for (const node of found.way) node.open += 1;
      this.#ways.set(keyOf(found.genotype), found.way);
      return { genotype: found.genotype, parents: [] };
    }
    return { genotype: sample(this.space, this.context.rng), parents: [] };
  }

  protected learn(told: Told): void {
    const key = keyOf(told.genotype);
    const own = told.isOwn ? this.#ways.get(key) : undefined;
    if (own) this.#leave(key, own);
    const reward = rewardOf(told);
    if (reward === undefined) return;
    const nodes = own ?? this.#wayTo(told.genotype);
    for (const node of nodes) {
      node.visits += 1;
      node.total += reward;
    }
    const way = stepsOf(told.genotype).slice(0, nodes.length - 1);
    this.context.record({ method: 'spaced', note: { kind: 'credited', way, reward } });
  }

  protected forgo(genotype: Genotype): void {
    const key = keyOf(genotype);
    const way = this.#ways.get(key);
    if (way) this.#leave(key, way);
  }

  #leave(key: string, way: readonly Node[]): void {
    this.#ways.delete(key);
    for (const node of way) node.open -= 1;
  }

  /** Goes down once. Without a network it has found a branch exhausted, or all that a roll-out drew known. */
  #descend(): { readonly genotype: Genotype; readonly way: readonly Node[] } | undefined {
    const { rng } = this.context;
    const choices: number[] = [];
    const way = [this.#root];
    let node = this.#root;
    for (const slot of this.space.slots) {
      if (!applies(slot, choices)) {
        choices.push(ABSENT);
        continue;
      }
      const options: number[] = [];
      const fresh: number[] = [];
      for (let option = 0; option < slot.options.length; option++) {
        const child = node.children.get(option);
        if (child?.isExhausted) continue;
        options.push(option);
        if (!child) fresh.push(option);
      }
      if (options.length === 0) break;
      const option = fresh.length > 0 ? rng.pick(fresh) : this.#mostPromising(node, options);
      const child = node.children.get(option) ?? newNode();
      node.children.set(option, child);
      choices.push(option);
      way.push(child);
      node = child;
      if (fresh.length > 0) {
        const genotype = this.#rollOut(choices);
        return genotype && { genotype, way };
      }
    }
    // Cut short where all options of a choice were exhausted.
    if (choices.length === this.space.slots.length && this.#isNew(choices)) return { genotype: choices, way };
    node.isExhausted = true;
    return undefined;
  }

  /** The first of equals. */
  #mostPromising({ children, visits, open }: Node, options: readonly number[]): number {
    let [best, greatest] = [options[0] ?? 0, -Infinity];
    for (const option of options) {
      const bound = upperBound(children.get(option) ?? newNode(), { visits, open }, this.#exploration);
      if (bound > greatest) [best, greatest] = [option, bound];
    }
    return best;
  }

  #rollOut(begun: readonly number[]): Genotype | undefined {
    for (let left = ROLL_OUTS; left > 0; left--) {
      const drawn = choose(
        this.space,
        ({ options }, at) => begun[at] ?? this.context.rng.int(options.length),
      );
      if (this.#isNew(drawn)) return drawn;
    }
    return undefined;
  }

  /** @param genotype with every choice made that is to be */
  #isNew(genotype: Genotype): boolean {
    return (this.space.describesNetwork?.(genotype) ?? true) && !this.isKnown(genotype);
  }

  /** The nodes that are there on the way to a network, and one more, as if it had been proposed here. */
  #wayTo(genotype: Genotype): readonly Node[] {
    const way = [this.#root];
    let node = this.#root;
    for (const choice of genotype) {
      if (choice === ABSENT) continue;
      const child = node.children.get(choice);
      const next = child ?? newNode();
      node.children.set(choice, next);
      way.push(next);
      if (!child) break;
      node = next;
    }
    return way;
  }
}

/** The choices that a genotype makes, in order. */
const stepsOf = (genotype: Genotype): readonly Step[] =>
  genotype.flatMap((choice, slot) => (choice === ABSENT ? [] : [[slot, choice] as const]));

/**
 * UCT: the mean reward and c times the root of ln N / n, N and n being visits of parent and child; infinite without any.
 */
export function upperBound(
  child: Pick<Node, 'visits' | 'total' | 'open'>,
  parent: Pick<Node, 'visits' | 'open'>,
  c: number,
): number {
  const count = child.visits + child.open;
  if (count === 0) return Infinity;
  const mean = child.visits > 0 ? child.total / child.visits : 0;
  return mean + c * Math.sqrt(Math.log(parent.visits + parent.open) / count);
}
