import { expect, it } from 'vitest';
import type { CoderConfig } from './config.ts';
import { parametersOf, readWeights, writeWeights } from './weights.ts';

const config: CoderConfig = {
  vocabulary: 3,
  width: 32,
  heads: 1,
  layers: 1,
  hidden: 2,
  context: 8,
  epsilon: 1e-5,
  rotaryBase: 10_000,
};
/** 3·32 + (32 + 96·32 + 32·32 + 32 + 4·32 + 32·2) + 32 */
const COUNT = 4480;

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

function written() {
  const files = writeWeights(config, counted());
  const list = JSON.parse(files['tensor-cache.json'] as string);
  return { list, read: async (path: string) => files[path] as ArrayBuffer };
}

it('lays the weights out one after another, and says where', async () => {
  const { list, read } = written();
  const [shard] = list.records;
  expect(shard.nbytes).toBe(4 * COUNT);
  expect(shard.records.at(0)).toMatchObject({ name: 'embed.weight', shape: [3, 32], byteOffset: 0 });
  const qkv = { name: 'layers.0.qkv.weight', shape: [96, 32], byteOffset: 512, nbytes: 12_288 };
  expect(shard.records.at(2)).toMatchObject(qkv);
  expect(shard.records.at(-1)).toMatchObject({ name: 'norm.weight', byteOffset: 17_792, nbytes: 128 });
  const numbers = new Float32Array(await read(shard.dataPath));
  expect([...numbers]).toEqual(Array.from({ length: COUNT }, (_, i) => i));
});

it('reads what it wrote, the sizes by the shapes', async () => {
  const { list, read } = written();
  expect(await readWeights(list, 8, read)).toEqual({ config, weights: counted(), tunedOn: 0 });
});

it('keeps in the list how many candidates the weights were tuned on', async () => {
  const list = JSON.parse(writeWeights(config, counted(), 24)['tensor-cache.json'] as string);
  expect(await readWeights(list, 8, written().read)).toMatchObject({ tunedOn: 24 });
});

it('refuses weights that do not fit each other', async () => {
  const { list, read } = written();
  list.records[0].records[2].shape = [90, 32];
  const told = 'layers.0.qkv.weight should be [96,32], and is [90,32].';
  await expect(readWeights(list, 8, read)).rejects.toThrow(told);
  list.records[0].records.pop();
  list.records[0].records[2].shape = [96, 32];
  await expect(readWeights(list, 8, read)).rejects.toThrow('norm.weight should be [32], and is missing.');
});

it('refuses weights of another kind of model, and lists that are none', async () => {
  const { list, read } = written();
  list.records[0].records[0].name = 'model.embed_tokens.weight';
  await expect(readWeights(list, 8, read)).rejects.toThrow('These are not the weights of a nas-coder.');
  await expect(readWeights({ records: [{}] }, 8, read)).rejects.toThrow(/^tensor-cache.json: records.0/);
});

it('refuses a file that is cut short', async () => {
  const { list, read } = written();
  const short = async (path: string) => (await read(path)).slice(0, 600);
  const told = 'params_shard_0.bin ends before layers.0.qkv.weight does.';
  await expect(readWeights(list, 8, short)).rejects.toThrow(told);
});
