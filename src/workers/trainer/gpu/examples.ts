import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { EXAMPLES } from '../fused/ops/examples.ts';
import { register } from './kernel.ts';
import { type Program, groupsFor, perNumber } from './program.ts';

/** A batch of examples with its labels in one dispatch. */
export function registerExamples(): void {
  register<'x' | 'labels' | 'rows', unknown>(EXAMPLES, ({ inputs: { x, labels, rows }, gpu }) => {
    const [count = 0] = rows.shape;
    const made = [x, labels].map(({ shape }) => gpu.make([count, ...shape.slice(1)]));
    const [xWords, labelWords] = [x, labels].map(({ shape }: TensorInfo) =>
      util.sizeFromShape(shape.slice(1)),
    ) as [number, number];
    const size = count * (xWords + labelWords);
    gpu.run(program, {
      outputs: made,
      inputs: [x, labels, rows],
      sizes: [size, xWords, labelWords, count * xWords],
      groups: groupsFor(size),
    });
    return made;
  });
}

const program: Program = perNumber({
  name: 'examples',
  outputs: ['batchX', 'batchLabels'],
  inputs: ['allX', 'allLabels', 'intRows'],
  sizes: ['xWords', 'labelWords', 'end'],
  main: `
  if (i < n.end) {
    batchX[i] = allX[intRows[i / n.xWords] * n.xWords + i % n.xWords];
    return;
  }
  let j = i - n.end;
  batchLabels[j] = allLabels[intRows[j / n.labelWords] * n.labelWords + j % n.labelWords];`,
});
