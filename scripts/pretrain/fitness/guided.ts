/** A second plan: programs that a first fit of the predictor thinks well of, so that it learns where it is used. */
import { Rng } from '../../../src/search/random/rng.ts';
import { childOf } from '../corpus/children.ts';
import { makeJudge } from '../corpus/judge.ts';
import { type Judged, Pool } from '../corpus/pool.ts';
import type { Known } from '../programs/draw.ts';
import { MNIST1D, MOST_FLOPS } from './plan.ts';

const GENERATIONS = 1200;
const CHILDREN = 5;

/** @param label of this round; each fits the predictor to all that is measured by then */
export function guided(count: number, label: string): readonly Known[] {
  const rng = new Rng(label);
  const judge = makeJudge();
  const pool = new Pool(MNIST1D, judge);
  const found = new Map<string, Judged>();
  for (let turn = 0; turn < GENERATIONS; turn++) {
    const parent = pool.parent(rng, 0.25);
    const children = Array.from({ length: CHILDREN }, () => childOf(parent, MNIST1D, 'improve', rng));
    const best = children
      .flatMap((child) => (child ? [judge(child, MNIST1D)] : []))
      .toSorted((a, b) => b.worth - a.worth)[0];
    if (!best || best.architecture.flops > MOST_FLOPS) continue;
    pool.add(best);
    found.set(best.architecture.hash, best);
  }
  const worthiest = [...found.values()].toSorted((a, b) => b.worth - a.worth).slice(0, 2 * count);
  return rng.sample(worthiest, count);
}
