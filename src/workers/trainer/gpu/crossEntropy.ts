import { CROSS_ENTROPY } from '../fused/ops/crossEntropy.ts';
import { register } from './kernel.ts';
import type { Program } from './program.ts';
import { totalFunction } from './total.ts';

const LANES = 256;

/** The loss and its gradient in one dispatch of one group of threads, a row each. */
export function registerCrossEntropy(): void {
  register<'logits' | 'labels', unknown>(CROSS_ENTROPY, ({ inputs: { logits, labels }, gpu }) => {
    const made = [gpu.make([]), gpu.make(logits.shape)];
    gpu.run(program, {
      outputs: made,
      inputs: [logits, labels],
      sizes: logits.shape,
      groups: 1,
    });
    return made;
  });
}

const program: Program = {
  name: 'cross-entropy',
  outputs: ['loss', 'gradient'],
  inputs: ['logits', 'labels'],
  sizes: ['rows', 'columns'],
  threads: [1, LANES],
  functions: totalFunction(1, LANES),
  main: `
  var sum = 0.0;
  for (var r = y; r < n.rows; r += ${LANES}) {
    let first = r * n.columns;
    var greatest = logits[first];
    for (var c = 1; c < n.columns; c++) { greatest = max(greatest, logits[first + c]); }
    var whole = 0.0;
    var dot = 0.0;
    for (var c = 0; c < n.columns; c++) {
      let shifted = logits[first + c] - greatest;
      whole += exp(shifted);
      dot += shifted * labels[first + c];
    }
    for (var c = 0; c < n.columns; c++) {
      let share = exp(logits[first + c] - greatest) / whole;
      gradient[first + c] = (share - labels[first + c]) / f32(n.rows);
    }
    sum += log(whole) - dot;
  }
  let mean = total(sum, x, y) / f32(n.rows);
  if (y == 0) { loss[0] = mean; }`,
};
