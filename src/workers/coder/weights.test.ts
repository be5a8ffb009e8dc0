import { expect, it } from 'vitest';
import type { CoderConfig } from './config.ts';
import { parametersOf, readWeights, writeWeights } from './weights.ts';

const config: CoderConfig = {
  vocabulary: 3,
  width: 2,
  heads: 1,
  layers: 1,
  hidden: 2,
  context: 8,
  epsilon: 1e-5,
  rotaryBase: 10000,
};

/** The numbers 0, 1, 2 ... in the order of the file. */
function counted() {
  let next = 0;
  return new Map(
    parametersOf(config).map(({ name, shape }) => [
      name,
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => next++),
    ]),
  );
}

const reader = (files: Record<string, string | ArrayBuffer>) => async (path: string) =>
  files[path] as ArrayBuffer;
const listOf = (files: Record<string, string | ArrayBuffer>) =>
  JSON.parse(files['tensor-cache.json'] as string);

it('lays the weights out one after another, and says where', () => {
  const files = writeWeights(config, counted());
  const [shard] = listOf(files).records;
  // 6 + (2 + 12 + 4 + 2 + 8 + 4) + 2 numbers of 4 bytes.
  expect(shard.nbytes).toBe(160);
  expect(shard.records.at(0)).toMatchObject({
    name: 'embed.weight',
    shape: [3, 2],
    byteOffset: 0,
    nbytes: 24,
  });
  expect(shard.records.at(2)).toMatchObject({ name: 'layers.0.qkv.weight', shape: [6, 2], byteOffset: 32 });
  expect(shard.records.at(-1)).toMatchObject({ name: 'norm.weight', byteOffset: 152, nbytes: 8 });
  expect([...new Float32Array(files[shard.dataPath] as ArrayBuffer)]).toEqual(
    Array.from({ length: 40 }, (_, i) => i),
  );
});

it('reads what it wrote', async () => {
  const files = writeWeights(config, counted());
  expect(await readWeights(config, listOf(files), reader(files))).toEqual(counted());
});

it('refuses weights of another model', async () => {
  const files = writeWeights(config, counted());
  const wider = { ...config, width: 4 };
  await expect(readWeights(wider, listOf(files), reader(files))).rejects.toThrow(
    'embed.weight should be [3,4], and is [3,2].',
  );
  const deeper = { ...config, layers: 2 };
  await expect(readWeights(deeper, listOf(files), reader(files))).rejects.toThrow(
    'layers.1.norm1.weight should be [2], and is missing.',
  );
});

it('refuses a file that is cut short', async () => {
  const files = writeWeights(config, counted());
  const short = async () => new ArrayBuffer(150);
  await expect(readWeights(config, listOf(files), short)).rejects.toThrow(RangeError);
});
