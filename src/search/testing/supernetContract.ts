import type { RelaxationSettings, Supernet, TeachingStep } from '../ports.ts';
import { EDGES, OPERATIONS } from '../spaces/cell.ts';
import type { Runner } from './runner.ts';

/** Short enough for plain JavaScript. */
const PATHS = { steps: 3, seed: 3 };
const RELAXATION: RelaxationSettings = {
  steps: 3,
  order: 'second',
  learningRate: 3e-4,
  skipDropout: 0.3,
  seed: 3,
};
const CELLS = [
  [0, 0, 0, 1, 0, 0],
  [2, 1, 3, 0, 2, 1],
  [2, 2, 2, 2, 2, 2],
];

/** What every supernet promises. */
export function supernetContract({ it, equal }: Runner, make: () => Promise<Supernet>): void {
  const { signal } = new AbortController();
  const silent = () => {};

  it('trains the same weights under the same seed, others under another, and says how far it is', async () => {
    const supernet = await make();
    const told: TeachingStep[] = [];
    const first = await supernet.trainPaths(PATHS, (step) => void told.push(step), signal);
    equal((await supernet.trainPaths(PATHS, silent, signal)).weights, first.weights);
    const other = await supernet.trainPaths({ ...PATHS, seed: 4 }, silent, signal);
    equal(JSON.stringify(other.weights) === JSON.stringify(first.weights), false);
    const last = told.at(-1);
    equal([last?.step, last?.of, Number.isFinite(last?.loss)], [PATHS.steps, PATHS.steps, true]);
  });

  it('scores each network by itself, whichever it is asked with, as a share of the examples', async () => {
    const supernet = await make();
    const { weights } = await supernet.trainPaths(PATHS, silent, signal);
    const { accuracies, examples } = await supernet.score(weights, CELLS, signal);
    equal(accuracies.length, CELLS.length);
    equal(
      accuracies.every((accuracy) => accuracy >= 0 && accuracy <= 1),
      true,
    );
    equal(examples > 0, true);
    const turned = await supernet.score(weights, CELLS.toReversed(), signal);
    equal(turned.accuracies.toReversed(), accuracies);
    equal((await supernet.score(weights, [], signal)).accuracies, []);
  });

  it('comes to the same alphas in pieces as in one go', async () => {
    const supernet = await make();
    const whole = await supernet.relax(RELAXATION, undefined, 3, silent, signal);
    equal([whole.step, whole.alphas.map(({ length }) => length)], [3, EDGES.map(() => OPERATIONS.length)]);
    const first = await supernet.relax(RELAXATION, undefined, 1, silent, signal);
    equal(first.step, 1);
    const rest = await supernet.relax(RELAXATION, first, 2, silent, signal);
    equal([rest.step, rest.alphas], [3, whole.alphas]);
    equal([rest.trainLoss, rest.valLoss].every(Number.isFinite), true);
  });

  it('rejects with the reason of a signal that has fired', async () => {
    const supernet = await make();
    const { weights } = await supernet.trainPaths(PATHS, silent, signal);
    const abort = new AbortController();
    abort.abort(new Error('stopped'));
    const calls = [
      supernet.trainPaths(PATHS, silent, abort.signal),
      supernet.score(weights, CELLS, abort.signal),
      supernet.relax(RELAXATION, undefined, 2, silent, abort.signal),
    ];
    const reasons = await Promise.all(
      calls.map((call) =>
        call.then(
          () => 'no error',
          (error: unknown) => (error as Error).message,
        ),
      ),
    );
    equal(reasons, ['stopped', 'stopped', 'stopped']);
  });
}
