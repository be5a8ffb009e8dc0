import type { Topology } from '../domain.ts';
import { type ExportWeight, bytesOf, stateName } from './weights.ts';

/** Bytes of a length at the beginning of the file, and what the data is aligned to. */
const WORD = 8;

/**
 * Weights as a `.safetensors` file: the header's length (u64, little-endian), the header as JSON (name → type, shape,
 * offsets), then the numbers. Names and layouts are those of the exported Python files, in the order in which Keras
 * keeps a layer's weights.
 */
export function writeSafetensors(
  { config }: Topology,
  weights: readonly ExportWeight[],
): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = weights.map((weight) => {
    const begin = end;
    end += 4 * weight.values.length;
    return [
      stateName(weight, config.layers),
      { dtype: 'F32', shape: weight.shape, data_offsets: [begin, end] },
    ] as const;
  });
  const json = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) });
  // Spaces at the end of the header keep the numbers aligned; all names are ASCII.
  const header = json.padEnd(Math.ceil(json.length / WORD) * WORD);
  const file = new Uint8Array(WORD + header.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  for (let i = 0; i < header.length; i++) file[WORD + i] = header.charCodeAt(i);
  file.set(bytesOf(weights), WORD + header.length);
  return file;
}
