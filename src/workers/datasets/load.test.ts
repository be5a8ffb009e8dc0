import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { entryOf, sha256Of, tinyImages } from '../../../tests/fixtures/tinyImages.ts';
import { english } from '../../search/told/english.ts';
import type { LabelChoice } from '../../search/data/relabel.ts';
import { loadDataset } from './load.ts';

const BASE = 'http://example.test/play/';
const FOLDER = `${BASE}datasets/fashion-mnist/`;

type Files = Record<string, Uint8Array | string>;

/** A server of these files, which answers all else with 404. */
const serving = (files: Files) => async (url: URL) => {
  const body = files[url.href.replace(FOLDER, '')];
  return body === undefined ? new Response('no', { status: 404 }) : new Response(body as BodyInit);
};

const ALL = { labels: 'all', classA: 5, classB: 7 } as const;

/** As if whatever manifest the server has were the page's own. */
async function load(fetcher: (url: URL) => Promise<Response>, labels: LabelChoice = ALL) {
  const answer = await fetcher(new URL(`${FOLDER}manifest.json`)).catch(() => undefined);
  const manifest = new Uint8Array((await answer?.arrayBuffer().catch(() => undefined)) ?? []);
  const seal = { 'datasets/fashion-mnist/manifest.json': sha256Of(manifest) };
  return loadDataset({ dataset: { id: 'fashion-mnist', ...labels }, baseUrl: BASE }, fetcher, seal);
}

async function faultOf(fetcher: (url: URL) => Promise<Response>): Promise<{ kind: string; message: string }> {
  const loaded = await load(fetcher);
  if (loaded.ok) throw new Error('expected a fault');
  const { kind, message } = loaded.error;
  return { kind, message: english(message) };
}

function tiny(replaced?: Uint8Array): { manifest: object; files: Files } {
  const { manifest, train, test } = tinyImages(replaced);
  return {
    manifest,
    files: { 'manifest.json': JSON.stringify(manifest), 'train.bin': train, 'test.bin': test },
  };
}

describe('loadDataset', () => {
  it('generates MNIST-1D without asking the network', async () => {
    const dataset = {
      id: 'mnist1d',
      ...ALL,
      seed: 1,
      samples: 100,
      templateLength: 12,
      paddingMin: 36,
      paddingMax: 60,
      scale: 0.4,
      maxTranslation: 48,
      correlatedNoise: 0.25,
      independentNoise: 0.02,
      shear: 0.75,
      shuffleSequence: false,
      length: 40,
    } as const;
    const refuse = () => Promise.reject(new Error('no network'));
    expect(await loadDataset({ dataset, baseUrl: BASE }, refuse)).toMatchObject({
      ok: true,
      value: { id: 'mnist1d' },
    });
    expect(
      await loadDataset({ dataset: { ...dataset, paddingMin: 61 }, baseUrl: BASE }, refuse),
    ).toMatchObject({
      ok: false,
      error: { kind: 'parameters' },
    });
  });

  it('unpacks labels and pixels, and scales pixels to 0–1', async () => {
    const loaded = await load(serving(tiny().files));
    expect(loaded).toEqual({
      ok: true,
      value: {
        id: 'fashion-mnist',
        inputShape: [1, 2, 1],
        classNames: ['left', 'right'],
        train: { x: Float32Array.of(0, 1, 0.2, 0.4, 0.6, 0.8), y: Uint8Array.of(0, 1, 0) },
        test: { x: Float32Array.of(1, 0), y: Uint8Array.of(1) },
      },
    });
  });

  it('gives the classes that were chosen, or says why it cannot', async () => {
    const { files } = tiny();
    const boots = await load(serving(files), { labels: 'one-against-rest', classA: 0, classB: 0 });
    expect(boots).toMatchObject({
      ok: true,
      value: { classNames: ['not left', 'left'], train: { y: Uint8Array.of(1, 0, 1) } },
    });
    const twice = await load(serving(files), { labels: 'pair', classA: 1, classB: 1 });
    expect(twice).toMatchObject({ ok: false, error: { kind: 'parameters' } });
  });

  it('says that a file is missing, by its address', async () => {
    expect(await faultOf(serving({}))).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining(`${FOLDER}manifest.json`) as string,
    });
    const { files } = tiny();
    delete files['test.bin'];
    expect(await faultOf(serving(files))).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('test.bin') as string,
    });
  });

  it('takes a page in place of a file for a missing file', async () => {
    const page = async () =>
      new Response('<!doctype html>', { headers: { 'content-type': 'text/html;charset=utf-8' } });
    expect((await faultOf(page)).kind).toBe('missing');
  });

  it('tells a network that is off and a server in trouble from a missing file', async () => {
    const off = await faultOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(off).toMatchObject({
      kind: 'network',
      message: expect.stringContaining('Failed to fetch') as string,
    });
    const broken = await faultOf(async () => new Response('', { status: 503 }));
    expect(broken).toMatchObject({ kind: 'network', message: expect.stringContaining('503') as string });
  });

  it('hears a connection that breaks off in the middle of a file', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new TypeError('connection lost')),
    });
    expect(await faultOf(async () => new Response(body))).toMatchObject({ kind: 'network' });
  });

  it('refuses a manifest that is not JSON', async () => {
    expect((await faultOf(serving({ ...tiny().files, 'manifest.json': '{"format": 1,' }))).kind).toBe(
      'not-json',
    );
  });

  it.each([
    ['classNames', ['only one']],
    ['dtype', 'float32'],
    ['inputShape', [28, 0]],
    ['format', 2],
    ['train', undefined],
    ['test', { ...entryOf('test.bin', 1, Uint8Array.of()), file: '../../secret' }],
    ['train', { ...entryOf('train.bin', 3, Uint8Array.of(1)), sha256: 'abc' }],
  ])('names the field of a manifest that is wrong: %s = %j', async (field, value) => {
    const { manifest, files } = tiny();
    const fault = await faultOf(
      serving({ ...files, 'manifest.json': JSON.stringify({ ...manifest, [field]: value }) }),
    );
    expect(fault).toMatchObject({ kind: 'fields', message: expect.stringContaining(`“${field}`) as string });
  });

  it('refuses a truncated file', async () => {
    const { files } = tiny();
    const cut = (files['train.bin'] as Uint8Array).slice(0, -3);
    expect((await faultOf(serving({ ...files, 'train.bin': cut }))).kind).toBe('length');
  });

  it('refuses a file of the right length with one bit changed', async () => {
    const { files } = tiny();
    const changed = Uint8Array.from(files['train.bin'] as Uint8Array);
    changed[12] = (changed[12] ?? 0) ^ 1;
    expect((await faultOf(serving({ ...files, 'train.bin': changed }))).kind).toBe('hash');
  });

  it('refuses a file that its own manifest vouches for but that holds too few pixels', async () => {
    const short = tiny(gzipSync(Uint8Array.of(0, 1, 0, 0, 255)));
    expect(await faultOf(serving(short.files))).toMatchObject({
      kind: 'length',
      message: expect.stringMatching(/unpacks to 5 bytes where 3 examples of shape 1×2×1 need 9/) as string,
    });
  });

  it('unpacks no more of a file than its manifest says it holds', async () => {
    const bomb = tiny(gzipSync(new Uint8Array(50e6)));
    const { message } = await faultOf(serving(bomb.files));
    const unpacked = Number(/unpacks to (\d+) bytes/.exec(message)?.[1]);
    expect(unpacked).toBeGreaterThan(9);
    expect(unpacked).toBeLessThan(1e6);
  });

  it('refuses a file that is not gzip at all', async () => {
    const plain = tiny(Buffer.from('not packed'));
    expect(await faultOf(serving(plain.files))).toMatchObject({
      kind: 'length',
      message: expect.stringContaining('not a whole gzip file') as string,
    });
  });

  it('refuses a label beyond the classes', async () => {
    const stray = tiny(gzipSync(Uint8Array.of(0, 2, 0, 0, 255, 51, 102, 153, 204)));
    expect(await faultOf(serving(stray.files))).toMatchObject({
      kind: 'label',
      message: expect.stringMatching(/example 1 the class 2, but there are only 2 classes/) as string,
    });
  });
});

/** Label counts and sums of pixels per class were taken from Debian's dataset-fashion-mnist with numpy. */
describe('the Fashion-MNIST that ships with the page', async () => {
  const loaded = await load(async (url) => {
    const path = new URL(
      `../../../public/datasets/fashion-mnist/${url.href.replace(FOLDER, '')}`,
      import.meta.url,
    );
    return new Response(await readFile(path));
  });
  if (!loaded.ok) throw new Error(loaded.error.kind);
  const { inputShape, classNames, train, test } = loaded.value;

  it('has the shape and classes that it should', () => {
    expect(inputShape).toEqual([28, 28, 1]);
    expect(classNames).toHaveLength(10);
    expect(classNames[9]).toBe('Ankle boot');
  });

  it.each([
    [
      'train',
      train,
      1000,
      [64200331, 45129595, 75493508, 50811630, 78009458, 27137853, 67237509, 33545040, 71316297, 60252728],
    ],
    [
      'test',
      test,
      200,
      [12878350, 8884046, 15178142, 10766695, 15855681, 5364394, 12941710, 6767567, 13659320, 11776701],
    ],
  ])(
    'holds the first images of each class of the published %s set, class after class',
    (_, { x, y }, each, sums) => {
      expect(y).toEqual(Uint8Array.from({ length: each * 10 }, (_, row) => row % 10));
      const found = new Array<number>(10).fill(0);
      x.forEach((pixel, i) => {
        const label = y[Math.floor(i / 784)] as number;
        found[label] = (found[label] as number) + Math.round(pixel * 255);
      });
      expect(found).toEqual(sums);
    },
  );

  it('begins the boots with the first image of the published training set', () => {
    const image = train.x.subarray(9 * 784, 10 * 784);
    expect([...image.subarray(10 * 28 + 10, 10 * 28 + 16)].map((pixel) => Math.round(pixel * 255))).toEqual([
      0, 0, 0, 193, 228, 218,
    ]);
  });
});
