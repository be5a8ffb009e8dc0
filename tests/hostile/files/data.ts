/** Data that the page's host serves: data sets, the benchmark, recordings. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import recordings from '../../../src/search/keep/recordings.json' with { type: 'json' };
import { benchmarkFiles, rising } from '../../../src/search/testing/benchmarks.ts';
import { KeepHost } from '../../../src/workers/keep/keepHost.ts';
import { fileFaultWords } from '../../../src/ui/views/fileFault.ts';
import { tinyImages } from '../../fixtures/tinyImages.ts';
import type { Files, Opened } from '../file.ts';
import { cut, flipped, places } from './bytes.ts';
import { type Served, orFault } from './doors.ts';
import { bomb } from './runs.ts';

const shipped = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../public/${path}`, import.meta.url)));

/** The files of a folder, with one of them another. */
const changed = (
  folder: string,
  names: readonly string[],
  name: string,
  change: (file: Uint8Array) => Uint8Array | undefined,
): Served => {
  const files = Object.fromEntries(
    names.flatMap((each) => {
      const file = shipped(folder + each);
      const served = each === name ? change(file) : file;
      return served ? [[each, served] as const] : [];
    }),
  );
  return { files, isOwn: false };
};

const DATA = ['manifest.json', 'train.bin', 'test.bin'];
const data = (name: string, change: (file: Uint8Array) => Uint8Array | undefined) =>
  changed('datasets/fashion-mnist/', DATA, name, change);

/** A data set of two classes, as if the page had been built with it. */
const tiny = (change: (manifest: Record<string, unknown>) => unknown, replaced?: Uint8Array): Served => {
  const { manifest, train, test } = tinyImages(replaced);
  const said = change(manifest);
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return { files: { 'manifest.json': text, 'train.bin': train, 'test.bin': test }, isOwn: true };
};
const lacking = (more: object) => tiny((manifest) => ({ ...manifest, ...more }));
const split = (more: object) =>
  tiny((manifest) => ({ ...manifest, train: { ...(manifest.train as object), ...more } }));

export const DATASETS: Files<Served> = {
  ...Object.fromEntries(
    DATA.flatMap((name) => {
      const end = name === 'manifest.json' ? 'shipped-hash' : 'file-hash';
      const file = shipped(`datasets/fashion-mnist/${name}`);
      return [
        ...places(0, file.length, 5).map(
          (place) =>
            [`byte ${place} of ${name} turned`, [end, data(name, (it) => flipped(it, place))]] as const,
        ),
        [
          `half of ${name}`,
          [name === 'manifest.json' ? end : 'file-length', data(name, (it) => cut(it, it.length >> 1))],
        ] as const,
        [`no ${name}`, ['file-missing', data(name, () => undefined)]] as const,
      ];
    }),
  ),
  'a manifest of another page': ['shipped-hash', { ...tiny((it) => it), isOwn: false }],
  'a manifest that vouches for other data': ['shipped-hash', { ...lacking({ id: 'x' }), isOwn: false }],
  'a manifest of null': ['manifest-unreadable', tiny(() => 'null')],
  'a manifest of a list': ['manifest-unreadable', tiny(() => [])],
  'a manifest that breaks off': ['manifest-not-json', tiny(() => '{"format":1,')],
  'a manifest in UTF-16': ['manifest-not-json', tiny(() => '{\0"\0')],
  'a manifest of a hundred thousand lists': [
    'manifest-unreadable',
    tiny(() => `${'['.repeat(1e5)}${']'.repeat(1e5)}`),
  ],
  'a newer format': ['manifest-unreadable', lacking({ format: 2 })],
  'no shape': ['manifest-unreadable', lacking({ inputShape: [] })],
  'a shape below nothing': ['manifest-unreadable', lacking({ inputShape: [-28, 28, 1] })],
  'a shape of no number': ['manifest-unreadable', lacking({ inputShape: [null] })],
  'one class': ['manifest-unreadable', lacking({ classNames: ['x'] })],
  'a thousand classes': ['manifest-unreadable', lacking({ classNames: new Array(1000).fill('x') })],
  'a file in another folder': ['manifest-unreadable', split({ file: '../../secret' })],
  'a file on another host': ['manifest-unreadable', split({ file: 'https://evil.test/train.bin' })],
  'a file of a program': ['manifest-unreadable', split({ file: 'javascript:alert(1)' })],
  'a count of nothing': ['manifest-unreadable', split({ count: 0 })],
  'a count below nothing': ['manifest-unreadable', split({ count: -3 })],
  'half an example': ['manifest-unreadable', split({ count: 1.5 })],
  'a hash that is none': ['manifest-unreadable', split({ sha256: 'x' })],
  'a prototype for the training split': ['manifest-unreadable', tiny(() => '{"__proto__":{"format":1}}')],
  'more examples than there are': ['file-unpacked', split({ count: 4 })],
  'fewer examples than there are': ['file-unpacked', split({ count: 2 })],
  'a label beyond the classes': [
    'label-beyond',
    tiny((it) => it, gzipSync(Uint8Array.of(0, 2, 0, 0, 255, 51, 102, 153, 204))),
  ],
  'no gzip': ['file-not-gzip', tiny((it) => it, new TextEncoder().encode('not packed'))],
  'gzip of nothing': ['file-unpacked', tiny((it) => it, gzipSync(''))],
  '4 GB in a file of 4 MB': ['file-unpacked', tiny((it) => it, bomb('0', 4096))],
};

const BENCH = ['mnist1d-bench.bin', 'mnist1d-bench-test.bin'];
const bench = (name: string, change: (file: Uint8Array) => Uint8Array | undefined) =>
  changed('benchmark/', BENCH, name, change);
const { table, test } = benchmarkFiles(rising, 8);
/** As if the page had been built with these. */
const own = (file: Uint8Array, figures: Uint8Array = test): Served => ({
  files: { 'mnist1d-bench.bin': gzipSync(file), 'mnist1d-bench-test.bin': gzipSync(figures) },
  isOwn: true,
});

export const BENCHMARKS: Files<Served> = {
  ...Object.fromEntries(
    BENCH.flatMap((name) => {
      const { length } = shipped(`benchmark/${name}`);
      return [
        ...places(0, length, 6).map(
          (place) =>
            [
              `byte ${place} of ${name} turned`,
              ['shipped-hash', bench(name, (it) => flipped(it, place))],
            ] as const,
        ),
        [`half of ${name}`, ['shipped-hash', bench(name, (it) => cut(it, it.length >> 1))]] as const,
        [`no ${name}`, ['file-missing', bench(name, () => undefined)]] as const,
      ];
    }),
  ),
  'a whole benchmark of another page': ['shipped-hash', { ...own(table), isOwn: false }],
  'a bomb': ['shipped-hash', bench('mnist1d-bench.bin', () => bomb('0', 1024))],
};

/** A recording that the host serves in the place of the first. */
export async function openRecording(content: Uint8Array | undefined): Promise<Opened> {
  const [recording] = recordings;
  if (!recording) throw new Error('There is no recording.');
  const before = globalThis.fetch;
  globalThis.fetch = () =>
    Promise.resolve(content ? new Response(new Uint8Array(content)) : new Response('no', { status: 404 }));
  try {
    return await orFault(async () => {
      const address = `http://page.test/examples/${recording.file}`;
      const read = await new KeepHost().unpackShipped(address, recording.sha256);
      if (read.ok) return { end: 'run' };
      const { error } = read;
      return { end: error.kind, words: () => fileFaultWords(error, recording.file) };
    });
  } finally {
    globalThis.fetch = before;
  }
}

const first = shipped(`examples/${recordings[0]?.file ?? ''}`);
export const RECORDINGS: Files<Uint8Array | undefined> = {
  ...Object.fromEntries(
    places(0, first.length, 8).map((place) => [
      `byte ${place} turned`,
      ['shipped-hash', flipped(first, place)] as const,
    ]),
  ),
  ...Object.fromEntries(
    places(0, first.length, 4).map((length) => [
      `${length} bytes of it`,
      ['shipped-hash', cut(first, length)] as const,
    ]),
  ),
  'another recording': ['shipped-hash', shipped(`examples/${recordings[1]?.file ?? ''}`)],
  'no recording': ['file-missing', undefined],
  'a page': ['shipped-hash', new TextEncoder().encode('<!doctype html>')],
  'the recording': ['run', first, 'it is the one that the page was built with'],
};
