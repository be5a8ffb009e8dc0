/** Steps of the supernet and of the relaxed search on webgpu, beside those of the cpu backend. */
import type { BackendName, TaskShape } from '../../../src/search/domain.ts';
import type { RelaxationSettings } from '../../../src/search/ports.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import '../../../src/workers/trainer/fused/gradients.ts';
import { Pace } from '../../../src/workers/trainer/pace.ts';
import { makeResident } from '../../../src/workers/trainer/resident.ts';
import { trainPaths } from '../../../src/workers/trainer/supernet/paths.ts';
import { relax } from '../../../src/workers/trainer/supernet/relaxation.ts';
import { blobs } from './trainer-data.ts';

const TASKS = {
  sequences: { inputShape: [40, 1], classes: 10 },
  images: { inputShape: [28, 28, 1], classes: 10 },
} as const satisfies Record<string, TaskShape>;
export type TaskName = keyof typeof TASKS;

const CLASS_NAMES = Array.from({ length: 10 }, (_, i) => `class ${i}`);
const SETTINGS = { steps: 4, learningRate: 0.01, seed: 5 } as const;

type Numbers = Readonly<Record<string, ArrayLike<number>>>;

/** What these have learnt after two steps, and their losses: of paths, or of the mixture with the architecture's own. */
export type Job =
  | { readonly kind: 'paths' }
  | ({ readonly kind: 'relaxed' } & Pick<RelaxationSettings, 'order' | 'skipDropout'>);

async function learn(name: TaskName, job: Job, backend: BackendName): Promise<Numbers> {
  await startBackend(backend);
  const task = TASKS[name];
  const data = (seed: number) =>
    makeResident(
      { inputShape: task.inputShape, classNames: CLASS_NAMES },
      blobs(task.inputShape, 10, 8, seed),
    );
  const losses: number[] = [];
  const onStep = ({ loss }: { readonly loss: number }) => void losses.push(loss);
  const weights = data(1);
  if (job.kind === 'paths') {
    const learnt = await trainPaths(task, weights, { steps: 2, seed: 3 }, new Pace(), onStep);
    weights.dispose();
    return { ...learnt, losses };
  }
  const architecture = data(2);
  const settings = { ...SETTINGS, order: job.order, skipDropout: job.skipDropout };
  const { state, trainLoss, valLoss } = await relax(
    task,
    { weights, architecture },
    settings,
    undefined,
    2,
    new Pace(),
    onStep,
  );
  weights.dispose();
  architecture.dispose();
  return { ...state, losses: [trainLoss, valLoss] };
}

/** @returns the greatest difference, relative to the greatest number of its tensor, and which tensor that is */
export async function compareSupernets(name: TaskName, job: Job) {
  const expected = await learn(name, job, 'cpu');
  const actual = await learn(name, job, 'webgpu');
  let worst = { gap: -1, what: '' };
  for (const [what, values] of Object.entries(expected)) {
    const all = Array.from(values);
    const scale = Math.max(Number.MIN_VALUE, ...all.map(Math.abs));
    all.forEach((value, i) => {
      const gap = Math.abs(value - (actual[what]?.[i] ?? NaN)) / scale;
      if (!(gap <= worst.gap)) worst = { gap, what };
    });
  }
  return { ...worst, tensors: Object.keys(expected).length, losses: Array.from(expected.losses ?? []) };
}
