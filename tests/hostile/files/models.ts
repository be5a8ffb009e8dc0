/** Weights and models: the built-in one as its host serves it, folders that a person drops, lists of another server. */
import { readFileSync } from 'node:fs';
import { toldWords } from '../../../src/ui/views/told.ts';
import type { ModelChoice, PickedFile } from '../../../src/workers/api.ts';
import { readWeights } from '../../../src/workers/coder/weights.ts';
import { fetchShipped } from '../../../src/workers/layers/shipped.ts';
import { builtIn } from '../../../src/workers/llm/builtIn/builtIn.ts';
import { ModelFault, toFault } from '../../../src/workers/llm/faults.ts';
import { bring } from '../../../src/workers/llm/store/bring.ts';
import { download } from '../../../src/workers/llm/store/download.ts';
import { CONFIG, LIST, TOKENIZER, nameOf } from '../../../src/workers/llm/store/files.ts';
import type { Files, Opened } from '../file.ts';
import { cut, flipped, places } from './bytes.ts';
import { type Stored, memoryCaches } from './caches.ts';
import { orFault } from './doors.ts';
import { bomb } from './runs.ts';

const PAGE = 'http://page.test/';
const SHARD = 'params_shard_0.bin';
const shipped = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../public/models/${path}`, import.meta.url)));

type Content = Uint8Array | string;
type Contents = Readonly<Record<string, Content>>;
const without = (files: Contents, name: string): Contents =>
  Object.fromEntries(Object.entries(files).filter(([each]) => each !== name));

/** Runs with caches in memory, and a server of these files by the last part of their address. */
async function within(files: Contents, use: (stored: Stored) => Promise<void>): Promise<Opened> {
  const { caches, stored } = memoryCaches();
  const before = { caches: globalThis.caches, fetch: globalThis.fetch, navigator: globalThis.navigator };
  const put = (name: string, value: unknown) =>
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  put('caches', caches);
  put('navigator', { storage: { estimate: () => Promise.resolve({ usage: 0, quota: 1e12 }) } });
  put('fetch', (url: string) => {
    const body = files[nameOf(url)];
    return Promise.resolve(
      body === undefined ? new Response('no', { status: 404 }) : new Response(body as BodyInit),
    );
  });
  try {
    await use(stored);
    return { end: 'model' };
  } catch (error) {
    const { message } = error instanceof ModelFault ? error.fault : toFault(error);
    return { end: typeof message === 'string' ? 'other' : message.kind, words: () => toldWords(message) };
  } finally {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) Reflect.deleteProperty(globalThis, name);
      else put(name, value);
  }
}

const RESOLVED = 'nas-coder/resolve/main/';
const OWN: Contents = {
  ...Object.fromEntries([LIST, CONFIG, TOKENIZER, SHARD].map((name) => [name, shipped(RESOLVED + name)])),
  'nas-coder.wasm': shipped('nas-coder/nas-coder.wasm'),
};
const load = (choice: ModelChoice) => download(choice, () => {}, new AbortController().signal);

/** The built-in model as its host serves it. Of a file that is another nothing must be stored. */
export const openBuiltIn = (files: Contents): Promise<Opened> =>
  within(files, async (stored) => {
    const failed = await load(builtIn(PAGE)).then(
      () => undefined,
      (error: unknown) => error,
    );
    for (const [url, content] of await stored())
      if (!content.equals(OWN[nameOf(url)] as Uint8Array)) throw new Error(`${url} is stored.`);
    if (failed !== undefined) throw failed as Error;
  });

export const BUILT_IN: Files<Contents> = {
  ...Object.fromEntries(
    Object.entries(OWN).flatMap(([name, content]) =>
      places(0, content.length, 3).map(
        (place) =>
          [
            `byte ${place} of ${name} turned`,
            ['model-file-other', { ...OWN, [name]: flipped(content as Uint8Array, place) }],
          ] as const,
      ),
    ),
  ),
  'half of its weights': ['model-file-other', { ...OWN, [SHARD]: cut(OWN[SHARD] as Uint8Array, 1e6) }],
  'its weights, packed': ['model-file-other', { ...OWN, [SHARD]: bomb('0', 64) }],
  'no weights': ['model-unanswered', without(OWN, SHARD)],
  'a list of another model': ['model-file-other', { ...OWN, [LIST]: '{"records":[]}' }],
};

/** A model of another server, of which the page knows no hashes. */
const FOREIGN: ModelChoice = {
  id: 'small',
  modelUrl: `${PAGE}small`,
  libraryUrl: `${PAGE}small/small.wasm`,
  style: 'chat',
};
export const openServed = (files: Contents): Promise<Opened> =>
  within(
    {
      [TOKENIZER]: '{}',
      'small.wasm': 'x',
      [SHARD]: 'weights',
      [CONFIG]: `{"tokenizer_files":["${TOKENIZER}"]}`,
      ...files,
    },
    async () => {
      await load(FOREIGN);
    },
  );

const list = (...records: readonly unknown[]) => JSON.stringify({ records });
const LISTS: Readonly<Record<string, string>> = {
  'a list of null': 'null',
  'a list of a number': '7',
  'a list of lists': '[[]]',
  'no records': '{}',
  'records of null': '{"records":null}',
  'records of a text': '{"records":"x"}',
  'a record of null': list(null),
  'a record without a name': list({ nbytes: 7 }),
  'a record without a size': list({ dataPath: SHARD }),
  'a size below nothing': list({ dataPath: SHARD, nbytes: -7 }),
  'a size of half a byte': list({ dataPath: SHARD, nbytes: 6.5 }),
  'a size beyond all': `{"records":[{"dataPath":"${SHARD}","nbytes":1e999}]}`,
  'a size in words': list({ dataPath: SHARD, nbytes: '7' }),
  'a file in another folder': list({ dataPath: `../../nas-coder/resolve/main/${SHARD}`, nbytes: 7 }),
  'a file of another model': list({ dataPath: `${PAGE}models/nas-coder/resolve/main/${SHARD}`, nbytes: 7 }),
  'a file on another host': list({ dataPath: `https://huggingface.co/x/${SHARD}`, nbytes: 7 }),
  'a file of another host without a scheme': list({ dataPath: `//evil.test/${SHARD}`, nbytes: 7 }),
  'a file from the root': list({ dataPath: `/${SHARD}`, nbytes: 7 }),
  'a file of a program': list({ dataPath: 'javascript:alert(1)', nbytes: 7 }),
  'a file of no name': list({ dataPath: '', nbytes: 7 }),
  'a file of dots': list({ dataPath: '..', nbytes: 7 }),
  'a prototype for the records': '{"__proto__":{"records":[]}}',
  'a hundred thousand files': list(...new Array<object>(1e5).fill({ dataPath: SHARD, nbytes: 7 })),
  'a hundred thousand lists': `{"records":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
  'a list that breaks off': '{"records":[',
  'a page': '<!doctype html>',
};
const CONFIGS: Readonly<Record<string, string>> = {
  'a configuration of null': 'null',
  'no tokenizer': '{}',
  'a tokenizer of null': '{"tokenizer_files":null}',
  'a tokenizer of a text': '{"tokenizer_files":"tokenizer.json"}',
  'tokenizers of numbers': '{"tokenizer_files":[1]}',
  'a configuration that breaks off': '{"tokenizer_files":',
};
const WHOLE = list({ dataPath: SHARD, nbytes: 7 });

export const SERVED: Files<Contents> = {
  ...Object.fromEntries(
    Object.entries(LISTS).map(([name, text]) => [name, ['model-file-damaged', { [LIST]: text }] as const]),
  ),
  ...Object.fromEntries(
    Object.entries(CONFIGS).map(([name, text]) => [
      name,
      ['model-file-damaged', { [LIST]: WHOLE, [CONFIG]: text }] as const,
    ]),
  ),
  'weights cut short': ['model-file-length', { [LIST]: WHOLE, [SHARD]: 'wei' }],
  'weights longer than listed': ['model-file-length', { [LIST]: WHOLE, [SHARD]: 'weights and more' }],
  'a model of terabytes': ['model-no-room', { [LIST]: list({ dataPath: SHARD, nbytes: 2 ** 52 }) }],
  'no files at all': ['model', { [LIST]: list() }, 'WebLLM finds no weights in it, and says so'],
  'a whole one': [
    'model',
    { [LIST]: WHOLE },
    'its sizes are those of its list; what it writes is a program like any other',
  ],
};

/** A folder of a model that a person has dropped. */
export const openFolder = (files: Contents): Promise<Opened> =>
  within({}, async () => {
    const picked = Object.entries(files).map(([name, content]): PickedFile => ({
      path: `small/${name}`,
      file: new File([content as BlobPart], nameOf(name)),
    }));
    await bring(
      picked,
      () => undefined,
      () => {},
    );
  });

const folder = (more: Contents): Contents => ({
  [CONFIG]: `{"tokenizer_files":["${TOKENIZER}"]}`,
  [LIST]: WHOLE,
  [TOKENIZER]: '{}',
  'small.wasm': 'x',
  [SHARD]: 'weights',
  ...more,
});
export const FOLDERS: Files<Contents> = {
  'nothing of a model': ['no-model-in-files', { 'a.txt': 'x' }],
  'no list': ['model-folder-lacks', without(folder({}), LIST)],
  'no tokenizer': ['model-folder-lacks', without(folder({}), TOKENIZER)],
  'no weights': ['model-folder-lacks', without(folder({}), SHARD)],
  'no library': ['model-library-unnamed', without(folder({}), 'small.wasm')],
  ...Object.fromEntries(
    Object.entries(LISTS).map(([name, text]) => [
      name,
      ['model-copy-unparsed', folder({ [LIST]: text })] as const,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(CONFIGS).map(([name, text]) => [
      name,
      ['model-copy-unparsed', folder({ [CONFIG]: text })] as const,
    ]),
  ),
  'weights cut short': ['model-copy-length', folder({ [SHARD]: 'wei' })],
  'weights longer than listed': ['model-copy-length', folder({ [SHARD]: 'weights and more' })],
  'a whole one': [
    'model',
    folder({}),
    'its sizes are those of its list; what it writes is a program like any other',
  ],
};

const SIZES = { vocabulary: 20, blocks: 3 };
/** Weights of the GPT over layers as the host serves them. */
export const openLayers = (content: Uint8Array | undefined): Promise<Opened> =>
  orFault(async () => {
    const answer = () =>
      Promise.resolve(content ? new Response(new Uint8Array(content)) : new Response('no', { status: 404 }));
    await fetchShipped(SIZES, PAGE, new AbortController().signal, answer);
    return { end: 'weights' };
  });
const layers = shipped('layer-gpt/weights.bin');
export const LAYERS: Files<Uint8Array | undefined> = {
  ...Object.fromEntries(
    places(0, layers.length, 8).map((place) => [
      `byte ${place} turned`,
      ['shipped-hash', flipped(layers, place)] as const,
    ]),
  ),
  'half of them': ['shipped-hash', cut(layers, layers.length >> 1)],
  'four bytes more': ['shipped-hash', Uint8Array.from([...layers.subarray(0, 400), 0, 0, 0, 0])],
  'nothing but NaN': ['shipped-hash', new Uint8Array(layers.length).fill(255)],
  'no weights': ['file-missing', undefined],
};

/** Lists of weights as our own reader takes them, where the page tunes a model. */
export const openList = (list: unknown): Promise<Opened> =>
  orFault(async () => {
    try {
      await readWeights(list, 64, () => Promise.resolve(new ArrayBuffer(400_000)));
      return { end: 'weights' };
    } catch (error) {
      const { message } = toFault(error);
      return { end: typeof message === 'string' ? 'other' : message.kind, words: () => toldWords(message) };
    }
  });

const OWN_LIST = JSON.parse(new TextDecoder().decode(shipped(RESOLVED + LIST))) as {
  readonly records: readonly { readonly records: readonly object[] }[];
};
const tensor = (more: object, at = 0) => {
  const copy = structuredClone(OWN_LIST);
  Object.assign(copy.records[0]?.records[at] ?? {}, more);
  return copy;
};
export const TENSORS: Files<unknown> = Object.fromEntries(
  Object.entries({
    nothing: null,
    'no records': {},
    'no tensors': { records: [] },
    'weights in another type': tensor({ dtype: 'float16' }),
    'weights in another format': tensor({ format: 'f32-to-bf16' }),
    'a shape below nothing': tensor({ shape: [-4, 32] }),
    'a shape of nothing': tensor({ shape: [0, 0] }),
    'a shape of thousands of millions': tensor({ shape: [4e9, 4e9] }),
    'a shape of half a number': tensor({ shape: [1.5, 32] }),
    'a place below nothing': tensor({ byteOffset: -4 }, 1),
    'a place of half a byte': tensor({ byteOffset: 0.5 }, 1),
    'a place beyond the end': tensor({ byteOffset: 1e12 }, 1),
    'a tensor under another name': tensor({ name: '__proto__' }),
    'a file that ends too early': OWN_LIST,
  }).map(([name, list]) => [name, ['model-file-damaged', list] as const]),
);
