import type { TaskShape } from '../domain.ts';

/** What the benchmark's networks are for: MNIST-1D. */
export const BENCHMARK_TASK: TaskShape = { inputShape: [40, 1], classes: 10 };
