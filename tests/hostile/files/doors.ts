/** The ways on which the page takes what others made, each to the point at which it is shown or used. */
import { createHash } from 'node:crypto';
import { type LabelChoice } from '../../../src/search/data/relabel.ts';
import { summarise } from '../../../src/search/keep/summary.ts';
import { foldRun } from '../../../src/search/run/fold.ts';
import { specFromHash, specToHash } from '../../../src/search/spec/url.ts';
import type { Said } from '../../../src/search/told/told.ts';
import type { MisfitTold } from '../../../src/search/told/misfitTold.ts';
import { saidBy } from '../../../src/search/told/toldError.ts';
import { fileFaultWords } from '../../../src/ui/views/fileFault.ts';
import { familyOf } from '../../../src/ui/views/lineage.ts';
import { TimelineBuilder } from '../../../src/ui/views/timeline.ts';
import { toldWords } from '../../../src/ui/views/told.ts';
import { loadBenchmark, loadTestFigures } from '../../../src/workers/benchmark/load.ts';
import { loadDataset } from '../../../src/workers/datasets/load.ts';
import { unpackRun } from '../../../src/workers/keep/runFile.ts';
import { ModelFault } from '../../../src/workers/llm/faults.ts';
import type { Opened } from '../file.ts';

const PAGE = 'http://page.test/';

const told = (said: Said): Opened => ({
  end: typeof said === 'string' ? 'other' : said.kind,
  words: () => toldWords(said),
});

/** What was thrown is a fault as well; anything but a fact of ours is none that was foreseen. */
export async function orFault(open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    return told(error instanceof ModelFault ? error.fault.message : saidBy(error));
  }
}

/** All that a line may have in it that makes no run: which of them is named is for the sentence. */
const NO_SENSE: Readonly<Record<MisfitTold['kind'] | 'line-not-json' | 'misfits', true>> = {
  'value-missing': true,
  'value-type': true,
  'value-choice': true,
  'value-low': true,
  'value-high': true,
  'value-not-whole': true,
  'value-no-multiple': true,
  'text-too-long': true,
  'gap-unknown': true,
  'gap-missing': true,
  'weights-all-none': true,
  'value-unfit': true,
  'fields-missing': true,
  'line-not-json': true,
  misfits: true,
};

/** @param most bytes that it may take unpacked; as many as the page lets it without */
export async function openRun(make: () => Uint8Array, most?: number): Promise<Opened> {
  const read = await unpackRun(new Blob([new Uint8Array(make())]), most);
  if (!read.ok) {
    const { error } = read;
    const reason =
      error.kind === 'no-sense' && typeof error.message === 'object' ? error.message.kind : error.kind;
    return { end: reason in NO_SENSE ? 'no-sense' : reason, words: () => fileFaultWords(error, 'a.nasrun') };
  }
  // As it is kept, listed and drawn.
  const { events, begunAt } = read.value;
  const run = foldRun(structuredClone(JSON.parse(JSON.stringify(events)) as typeof events));
  summarise(run);
  familyOf(run.candidates);
  new TimelineBuilder().append(events);
  new Date(begunAt).toISOString();
  return { end: 'run' };
}

/** Within 16 MB: inflating goes on piece by piece just so to the page's own bound, and takes seconds more. */
export const openBomb = (make: () => Uint8Array): Promise<Opened> => openRun(make, 16e6);

export async function openLink(hash: string): Promise<Opened> {
  const read = specFromHash(hash);
  if (!read.ok) return told(read.error);
  specToHash(read.value);
  return { end: 'settings' };
}

type Content = Uint8Array | string;

/** A server with these files; `undefined` for one that is shipped. */
export interface Served {
  readonly files: Readonly<Record<string, Content>>;
  /** Whether the page was built with these very files. */
  readonly isOwn: boolean;
}

const serving =
  (files: Served['files'], folder: string) =>
  async ({ href }: URL): Promise<Response> => {
    const body = files[href.slice(`${PAGE}${folder}`.length)];
    return body === undefined ? new Response('no', { status: 404 }) : new Response(body as BodyInit);
  };

const sealOf = ({ files, isOwn }: Served, folder: string) =>
  isOwn
    ? Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          folder + name,
          createHash('sha256').update(content).digest('hex'),
        ]),
      )
    : undefined;

const ALL: LabelChoice = { labels: 'all', classA: 5, classB: 7 };

export async function openData(served: Served): Promise<Opened> {
  const folder = 'datasets/fashion-mnist/';
  const request = { dataset: { id: 'fashion-mnist', ...ALL }, baseUrl: PAGE } as const;
  const loaded = await loadDataset(request, serving(served.files, folder), sealOf(served, folder));
  return loaded.ok ? { end: 'data' } : told(loaded.error.message);
}

export const openBenchmark = (served: Served): Promise<Opened> =>
  orFault(async () => {
    const fetcher = serving(served.files, 'benchmark/');
    const seal = sealOf(served, 'benchmark/');
    const benchmark = await loadBenchmark(PAGE, fetcher, seal);
    await loadTestFigures(benchmark, PAGE, fetcher, seal);
    return { end: 'data' };
  });
