import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import recordings from '../../search/keep/recordings.json' with { type: 'json' };
import { parts } from '../llm/builtIn/seal.mjs';
import { SEAL } from './fetchSealed.ts';
import { hashes } from './seal.mjs';

const PUBLIC = new URL('../../../public/', import.meta.url);

it('is of the very files that are shipped (if not: node src/workers/shipped/seal.mjs)', () => {
  expect(SEAL).toEqual(hashes());
});

it('leaves no file of data out: each is sealed here, by its manifest, or with the model or the recording that it is', () => {
  const sealed = new Set([
    ...Object.keys(SEAL),
    'datasets/fashion-mnist/train.bin',
    'datasets/fashion-mnist/test.bin',
    'models/layer-gpt/weights.bin',
    ...recordings.map(({ file }) => `examples/${file}`),
  ]);
  const names = new Set(parts().map(([name]) => name));
  const isOfModel = (path: string) =>
    path.startsWith('models/nas-coder/') && names.has(path.slice(path.lastIndexOf('/') + 1));
  const isData = /^(benchmark|datasets|examples|models)\/.*(?<!LICENSE)$/;
  const files = readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(PUBLIC.pathname.length))
    .filter((path) => isData.test(path));
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((path) => !sealed.has(path) && !isOfModel(path))).toEqual([]);
});
