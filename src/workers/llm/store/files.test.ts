import { expect, it } from 'vitest';
import {
  fileOf,
  filesOf,
  keepsLibrary,
  libraryOf,
  listSchema,
  readAs,
  sourceOf,
  tokenizerOf,
  weightsOf,
} from './files.ts';

const choice = {
  id: 'mine',
  modelUrl: 'https://a.test/x/mine',
  libraryUrl: 'https://b.test/libs/mine.wasm',
  integrity: { 'mine.wasm': 'sha256-w', 'params_shard_0.bin': 'sha256-p' },
};

it('looks for files where the package does', () => {
  expect(filesOf('https://a.test/mine')).toBe('https://a.test/mine/resolve/main/');
  expect(filesOf('https://a.test/mine/')).toBe('https://a.test/mine/resolve/main/');
  expect(filesOf('https://a.test/mine/resolve/v2')).toBe('https://a.test/mine/resolve/v2/');
});

it('knows cache, size and hash of each', () => {
  const md5sum = 'd41d8cd98f00b204e9800998ecf8427e';
  expect(weightsOf(choice, { dataPath: 'params_shard_0.bin', nbytes: 12, md5sum })).toEqual({
    name: 'params_shard_0.bin',
    url: 'https://a.test/x/mine/resolve/main/params_shard_0.bin',
    cache: 'webllm/model',
    bytes: 12,
    md5: md5sum,
    integrity: 'sha256-p',
  });
  expect(fileOf(choice, 'mlc-chat-config.json').cache).toBe('webllm/config');
  expect(libraryOf(choice)).toMatchObject({ cache: 'webllm/wasm', integrity: 'sha256-w' });
});

it('has no hash where a converter left it empty', () => {
  const records = [{ dataPath: 'params_shard_0.bin', nbytes: 12, md5sum: '' }];
  expect(readAs(listSchema, { records }, 'tensor-cache.json').records).toEqual([
    { ...records[0], md5sum: undefined },
  ]);
});

it('fetches from a mirror what is kept under the address of the hub', () => {
  const mirrored = { ...choice, mirror: 'http://lab.test:8000/models/' };
  expect(sourceOf(mirrored, fileOf(choice, 'tokenizer.json'))).toBe(
    'http://lab.test:8000/models/mine/resolve/main/tokenizer.json',
  );
  expect(sourceOf(mirrored, libraryOf(choice))).toBe('http://lab.test:8000/models/mine/mine.wasm');
  expect(sourceOf(choice, libraryOf(choice))).toBe('https://b.test/libs/mine.wasm');
});

it('reads the tokenizer that the package reads', () => {
  expect(tokenizerOf({ tokenizer_files: ['tokenizer.model', 'tokenizer.json'] })).toBe('tokenizer.json');
  expect(tokenizerOf({ tokenizer_files: ['tokenizer.model'] })).toBe('tokenizer.model');
});

it('leaves libraries alone that the package fetches at every load', () => {
  expect(keepsLibrary(choice)).toBe(true);
  expect(keepsLibrary({ ...choice, libraryUrl: 'http://localhost:8000/mine.wasm' })).toBe(false);
});
