import type { TaskShape } from '../domain.ts';
import type { Compiler } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import type { SearchSpace } from '../spaces/searchSpace.ts';
import type { Runner } from './runner.ts';

const SEQUENCES: TaskShape = { inputShape: [40, 1], classes: 10 };
const IMAGES: TaskShape = { inputShape: [28, 28, 1], classes: 10 };

/** What every search space promises. */
export function searchSpaceContract<Network>(
  { it, equal }: Runner,
  space: SearchSpace<Network>,
  compiler: Compiler,
): void {
  const drawn = (task: TaskShape, count: number, seed = 1) => {
    const rng = new Rng(`contract ${seed}`);
    return Array.from({ length: count }, () => space.sample(task, rng));
  };
  const compiles = async (network: Network, task: TaskShape) =>
    (await compiler.compile(space.render(network, task), task)).ok;

  it('samples and mutates networks, for sequences and for images', async () => {
    const rng = new Rng(2);
    for (const task of [SEQUENCES, IMAGES])
      for (const network of drawn(task, 6)) {
        const child = space.mutate(network, task, rng);
        equal(await compiles(network, task), true);
        equal(child !== undefined && (await compiles(child.network, task)), true);
      }
  });

  it('draws the same by the same chance, and something else by another', async () => {
    const texts = (seed: number) => drawn(SEQUENCES, 5, seed).map((each) => space.render(each, SEQUENCES));
    equal(texts(1), texts(1));
    equal(texts(1).join() === texts(2).join(), false);
  });

  it('says what a mutation has changed, and changes the program', async () => {
    const rng = new Rng(3);
    for (const network of drawn(SEQUENCES, 12)) {
      const child = space.mutate(network, SEQUENCES, rng);
      equal((child?.words.length ?? 0) > 0, true);
      const [before, after] = [network, child?.network].map((each) => each && space.render(each, SEQUENCES));
      equal(before === after && space.id !== 'cell', false);
    }
  });

  it('encodes all networks alike: as many numbers each, all of them finite, and not all the same', async () => {
    const codes = drawn(SEQUENCES, 12).map((network) => space.encode(network, SEQUENCES) ?? []);
    equal(new Set(codes.map(({ length }) => length)).size, 1);
    equal((codes[0]?.length ?? 0) > 0 && codes.flat().every(Number.isFinite), true);
    equal(new Set(codes.map(String)).size > 3, true);
  });

  it('has more networks than any search tries', async () => {
    equal(space.size() > 1000, true);
  });

  it('crosses and has neighbours where that means something, and these are networks', async () => {
    const [a, b] = drawn(SEQUENCES, 2) as [Network, Network];
    const near = space.neighbours?.(a).slice(0, 5) ?? [];
    const crossed = space.crossover ? [space.crossover(a, b, new Rng(4))] : [];
    for (const network of [...near, ...crossed]) equal(await compiles(network, SEQUENCES), true);
  });
}
