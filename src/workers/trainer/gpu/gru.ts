import type { RecurrentOptions } from '../fused/ops/recurrent.ts';
import type { Program } from './program.ts';
import { eachUnit, fromResult, stepsBack, stepsForth } from './steps.ts';

/** From what the inputs bring to the gates z, r and h, as Keras lays them out, to the gates and the states. */
export const gru = (options: RecurrentOptions): Program =>
  stepsForth('gru', options, {
    outputs: ['last', 'states', 'gates', 'resets'],
    inputs: ['recurrent'],
    step: `let width = 3 * n.units;
    ${eachUnit(`
      var z = gates[at * width + u];
      var r = gates[at * width + n.units + u];
      var before = 0.0;
      if (s > 0) {
        before = states[old * n.units + u];
        for (var j = 0; j < n.units; j++) {
          let h = states[old * n.units + j];
          z += h * recurrent[j * width + u];
          r += h * recurrent[j * width + n.units + u];
        }
      }
      r = gate(r);
      gates[at * width + u] = gate(z);
      gates[at * width + n.units + u] = r;
      resets[at * n.units + u] = r * before;`)}
    storageBarrier();
    ${eachUnit(`
      var c = gates[at * width + 2 * n.units + u];
      var before = 0.0;
      if (s > 0) {
        before = states[old * n.units + u];
        for (var j = 0; j < n.units; j++) {
          c += resets[at * n.units + j] * recurrent[j * width + 2 * n.units + u];
        }
      }
      c = candidate(c);
      gates[at * width + 2 * n.units + u] = c;
      let z = gates[at * width + u];
      let h = z * before + (1.0 - z) * c;
      states[at * n.units + u] = h;
      if (s == n.time - 1) { last[group * n.units + u] = h; }`)}
    storageBarrier();`,
  });

/** From dy to the gradients before the gates' activations. */
export const gruGradient = (options: RecurrentOptions): Program =>
  stepsBack('gru', options, {
    outputs: ['dgates', 'carry'],
    inputs: ['dy', 'recurrent', 'gates', 'states'],
    step: `let width = 3 * n.units;
    ${eachUnit(`
      let own = group * n.units + u;
      var dh = ${fromResult(options)};
      if (k > 0) { dh += carry[own]; }
      var before = 0.0;
      if (s > 0) { before = states[old * n.units + u]; }
      let z = gates[at * width + u];
      let c = gates[at * width + 2 * n.units + u];
      dgates[at * width + u] = dh * (before - c) * gateSlope(z);
      dgates[at * width + 2 * n.units + u] = dh * (1.0 - z) * candidateSlope(c);
      carry[own] = dh * z;`)}
    storageBarrier();
    ${eachUnit(`
      var before = 0.0;
      if (s > 0) { before = states[old * n.units + u]; }
      var dreset = 0.0;
      for (var j = 0; j < n.units; j++) {
        dreset += dgates[at * width + 2 * n.units + j] * recurrent[u * width + 2 * n.units + j];
      }
      let r = gates[at * width + n.units + u];
      dgates[at * width + n.units + u] = dreset * before * gateSlope(r);
      carry[group * n.units + u] += dreset * r;`)}
    storageBarrier();
    ${eachUnit(`
      var sum = 0.0;
      for (var j = 0; j < 2 * n.units; j++) { sum += dgates[at * width + j] * recurrent[u * width + j]; }
      carry[group * n.units + u] += sum;`)}`,
  });
