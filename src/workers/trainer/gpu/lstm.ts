import type { RecurrentOptions } from '../fused/ops/recurrent.ts';
import type { Program } from './program.ts';
import { eachUnit, fromResult, stepsBack, stepsForth } from './steps.ts';

/** From what the inputs bring to the gates i, f, c and o, as Keras lays them out, to the gates, cells and states. */
export const lstm = (options: RecurrentOptions): Program =>
  stepsForth('lstm', options, {
    outputs: ['last', 'states', 'gates', 'cells'],
    inputs: ['recurrent'],
    step: `let width = 4 * n.units;
    ${eachUnit(`
      let first = at * width + u;
      var sums = vec4<f32>(gates[first], gates[first + n.units], gates[first + 2 * n.units],
        gates[first + 3 * n.units]);
      var cell = 0.0;
      if (s > 0) {
        cell = cells[old * n.units + u];
        for (var j = 0; j < n.units; j++) {
          let place = j * width + u;
          sums += states[old * n.units + j] * vec4<f32>(recurrent[place], recurrent[place + n.units],
            recurrent[place + 2 * n.units], recurrent[place + 3 * n.units]);
        }
      }
      let c = candidate(sums.z);
      let o = gate(sums.w);
      cell = gate(sums.y) * cell + gate(sums.x) * c;
      gates[first] = gate(sums.x);
      gates[first + n.units] = gate(sums.y);
      gates[first + 2 * n.units] = c;
      gates[first + 3 * n.units] = o;
      cells[at * n.units + u] = cell;
      let h = o * candidate(cell);
      states[at * n.units + u] = h;
      if (s == n.time - 1) { last[group * n.units + u] = h; }`)}
    storageBarrier();`,
  });

/** From dy to the gradients before the gates' activations. */
export const lstmGradient = (options: RecurrentOptions): Program =>
  stepsBack('lstm', options, {
    outputs: ['dgates', 'carry'],
    inputs: ['dy', 'recurrent', 'gates', 'cells'],
    step: `let width = 4 * n.units;
    ${eachUnit(`
      let own = group * n.units + u;
      let ownCell = n.batch * n.units + own;
      let first = at * width + u;
      var dh = ${fromResult(options)};
      var dcell = 0.0;
      if (k > 0) {
        dh += carry[own];
        dcell = carry[ownCell];
      }
      var before = 0.0;
      if (s > 0) { before = cells[old * n.units + u]; }
      let i = gates[first];
      let f = gates[first + n.units];
      let c = gates[first + 2 * n.units];
      let o = gates[first + 3 * n.units];
      let seen = candidate(cells[at * n.units + u]);
      dcell += dh * o * candidateSlope(seen);
      dgates[first] = dcell * c * gateSlope(i);
      dgates[first + n.units] = dcell * before * gateSlope(f);
      dgates[first + 2 * n.units] = dcell * i * candidateSlope(c);
      dgates[first + 3 * n.units] = dh * seen * gateSlope(o);
      carry[ownCell] = dcell * f;`)}
    storageBarrier();
    ${eachUnit(`
      var sum = 0.0;
      for (var j = 0; j < width; j++) { sum += dgates[at * width + j] * recurrent[u * width + j]; }
      carry[group * n.units + u] = sum;`)}`,
  });
