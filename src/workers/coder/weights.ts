import * as v from 'valibot';
import { LIST } from '../llm/store/files.ts';
import { type CoderConfig, configOf, parse } from './config.ts';

/** Row-major 32-bit floats by name. */
export type Weights = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
}

/** All parameters in the order of the model's files. A matrix [rows, columns] takes x to W x; the head is the embedding. */
export function parametersOf({ vocabulary, width, layers, hidden }: CoderConfig): readonly Parameter[] {
  const layer = (i: number): Parameter[] => [
    { name: `layers.${i}.norm1.weight`, shape: [width] },
    // Rows of all heads' queries, then keys, then values.
    { name: `layers.${i}.qkv.weight`, shape: [3 * width, width] },
    { name: `layers.${i}.out.weight`, shape: [width, width] },
    { name: `layers.${i}.norm2.weight`, shape: [width] },
    // Rows of the gate, then of what it lets through.
    { name: `layers.${i}.gate_up.weight`, shape: [2 * hidden, width] },
    { name: `layers.${i}.down.weight`, shape: [width, hidden] },
  ];
  return [
    { name: 'embed.weight', shape: [vocabulary, width] },
    ...Array.from({ length: layers }, (_, i) => layer(i)).flat(),
    { name: 'norm.weight', shape: [width] },
  ];
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, side) => size * side, 1);

const TensorCache = v.object({
  metadata: v.optional(v.object({ tunedOn: v.optional(v.number(), 0) }), { tunedOn: 0 }),
  records: v.array(
    v.object({
      dataPath: v.string(),
      nbytes: v.number(),
      records: v.array(
        v.object({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.literal('float32'),
          format: v.literal('raw'),
          byteOffset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        }),
      ),
    }),
  ),
});

/**
 * Sizes and weights out of the files that WebLLM loads.
 *
 * @param list `tensor-cache.json`
 * @param read gives the bytes of a file that the list names
 * @throws when a parameter is missing, has another shape or goes past the end of its file
 */
export async function readWeights(
  list: unknown,
  context: number,
  read: (path: string) => Promise<ArrayBuffer>,
): Promise<{ readonly config: CoderConfig; readonly weights: Weights; readonly tunedOn: number }> {
  const { records, metadata } = parse(TensorCache, list, LIST);
  const tensors = records.flatMap(({ dataPath, records: inFile }) =>
    inFile.map((tensor) => ({ ...tensor, dataPath })),
  );
  const config = configOf(new Map(tensors.map(({ name, shape }) => [name, shape])), context);
  const files = new Map<string, ArrayBuffer>();
  for (const { dataPath } of records) files.set(dataPath, await read(dataPath));
  const weights = parametersOf(config).map(({ name, shape }) => {
    const found = tensors.find((tensor) => tensor.name === name);
    if (found?.shape.join() !== shape.join())
      throw new SyntaxError(
        `${name} should be [${shape}], and is ${found ? `[${found.shape}]` : 'missing'}.`,
      );
    const end = found.byteOffset + 4 * sizeOf(shape);
    const file = take(files, found.dataPath);
    if (file.byteLength < end) throw new SyntaxError(`${found.dataPath} ends before ${name} does.`);
    return [name, new Float32Array(file.slice(found.byteOffset, end))] as const;
  });
  return { config, weights: new Map(weights), tunedOn: metadata.tunedOn };
}

const SHARD = 'params_shard_0.bin';

/**
 * The same files again, by name, as WebLLM reads them.
 * @param tunedOn candidates that the weights were tuned on, which the list keeps beside what WebLLM reads of it
 */
export function writeWeights(
  config: CoderConfig,
  weights: Weights,
  tunedOn = 0,
): Record<string, string | ArrayBuffer> {
  const parameters = parametersOf(config);
  const nbytes = 4 * parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const shard = new Float32Array(nbytes / 4);
  let offset = 0;
  const records = parameters.map(({ name, shape }) => {
    shard.set(take(weights, name), offset);
    const record = {
      name,
      shape,
      dtype: 'float32',
      format: 'raw',
      nbytes: 4 * sizeOf(shape),
      byteOffset: 4 * offset,
    };
    offset += sizeOf(shape);
    return record;
  });
  const list = {
    metadata: {
      ParamSize: parameters.length,
      ParamBytes: nbytes,
      BitsPerParam: 32,
      ...(tunedOn > 0 && { tunedOn }),
    },
    records: [{ dataPath: SHARD, format: 'raw-shard', nbytes, records }],
  };
  return { [LIST]: JSON.stringify(list), [SHARD]: shard.buffer };
}

/** @throws when there is no such parameter */
export function take<T>(weights: ReadonlyMap<string, T>, name: string): T {
  const values = weights.get(name);
  if (values === undefined) throw new Error(`The model has no ${name}.`);
  return values;
}
