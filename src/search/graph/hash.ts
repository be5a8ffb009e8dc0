import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Call } from './call.ts';
import { Layer } from './layer.ts';

/** Layers whose output does not depend on the order of their inputs. */
const COMMUTATIVE = new Set(['Add', 'Multiply', 'Average', 'Maximum', 'Minimum']);

/** Rounds in which calls learn who uses them; enough to tell apart branches that begin alike. */
const ROUNDS = 3;

const digest = (...parts: readonly unknown[]): string => {
  const bytes = sha256(new TextEncoder().encode(JSON.stringify(parts)));
  return bytesToHex(bytes).slice(0, 16);
};

/**
 * 16 hexadecimal digits that stand for the function a graph can learn: classes, settings, initialisers,
 * regularisers, wiring and sharing of weights. Names, seeds, dead ends, the order in which branches were written and
 * the order of the inputs of commutative layers leave no trace. An activation inside a layer and one in a layer of
 * its own stay different. Equal hashes mean equal graphs; in rare symmetric graphs equal ones may get two hashes.
 *
 * Calls are coloured by what they compute and by who uses them (Weisfeiler and Leman 1968), then written down in the
 * order in which a walk from the output meets them.
 */
export function hashGraph(calls: readonly Call[], output: Call): string {
  const colours = refine(calls, output);
  const numbers = new Map<Call, number>();
  const shared = new Map<Layer, number>();
  const lines: unknown[] = [];
  const visit = (call: Call): number => {
    const known = numbers.get(call);
    if (known !== undefined) return known;
    const inputs = ordered(call, (input) => colours.get(input) ?? '').map(visit);
    if (call.layer && !shared.has(call.layer)) shared.set(call.layer, shared.size);
    lines.push([settingsOf(call), call.layer ? shared.get(call.layer) : -1, inputs]);
    numbers.set(call, numbers.size);
    return numbers.size - 1;
  };
  visit(output);
  return digest(lines);
}

/** Inputs as they are, or in an order of their own where the layer does not care. */
function ordered(call: Call, colour: (input: Call) => string): readonly Call[] {
  if (!call.layer || !COMMUTATIVE.has(call.layer.kind.className)) return call.inputs;
  return call.inputs.toSorted((a, b) => compare(colour(a), colour(b)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function refine(calls: readonly Call[], output: Call): ReadonlyMap<Call, string> {
  let colours = new Map<Call, string>();
  const colour = (call: Call) => colours.get(call) ?? '';
  for (const call of calls) {
    colours.set(call, digest(settingsOf(call), ordered(call, colour).map(colour), call === output));
  }
  const readers = readersOf(calls);
  for (let round = 0; round < ROUNDS; round++) {
    colours = new Map(
      calls.map((call) => [
        call,
        digest(
          colour(call),
          ordered(call, colour).map(colour),
          (readers.get(call) ?? []).map(([reader, place]) => [colour(reader), place].join()).toSorted(),
          calls
            .filter(({ layer }) => layer && layer === call.layer)
            .map(colour)
            .toSorted(),
        ),
      ]),
    );
  }
  return colours;
}

/** Who reads each call, and as which of its inputs. */
function readersOf(calls: readonly Call[]): ReadonlyMap<Call, readonly (readonly [Call, number])[]> {
  const readers = new Map<Call, [Call, number][]>();
  for (const call of calls) {
    const commutes = call.layer && COMMUTATIVE.has(call.layer.kind.className);
    call.inputs.forEach((input, place) => {
      readers.set(input, [...(readers.get(input) ?? []), [call, commutes ? 0 : place]]);
    });
  }
  return readers;
}

/** Class and settings without names and seeds; for the input, its shape. */
function settingsOf(call: Call): unknown {
  return call.layer ? [call.layer.kind.className, canonical(call.layer.config)] : ['InputLayer', call.output];
}

function canonical(value: unknown): unknown {
  if (value instanceof Layer) return [value.kind.className, canonical(value.config)];
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => key !== 'seed')
    .toSorted(([a], [b]) => compare(a, b))
    .map(([key, each]) => [key, canonical(each)]);
}
