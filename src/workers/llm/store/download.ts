import type { GenericSchema } from 'valibot';
import type { LoadProgress, ModelChoice } from '../../api.ts';
import { ModelFault } from '../faults.ts';
import {
  CONFIG,
  LIST,
  configSchema,
  listSchema,
  readAs,
  type ModelFile,
  fileOf,
  keepsLibrary,
  libraryOf,
  sourceOf,
  tokenizerOf,
  weightsOf,
} from './files.ts';
import { Meter } from './meter.ts';
import { fetcherOf } from './ownServer.ts';
import { isStored, readStored, receive } from './receive.ts';
import { checkRoom } from './room.ts';

/** As many as WebLLM takes at once. */
const AT_ONCE = 4;

/**
 * Brings all files of a model that are not there yet to where WebLLM looks for them. File by file, so that a download
 * that ends early is gone on with. WebLLM would do so too, but says nothing between two files, which may be minutes
 * apart, and checks no weights.
 *
 * @returns whether there was anything to download
 * @throws ModelFault, or as `fetch` and the cache do
 */
export async function download(
  choice: ModelChoice,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const meter = new Meter(onProgress, () => performance.now());
  const fetcher = fetcherOf(choice.mirror);
  // The first file that fails ends the others.
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const fetchInto = (file: ModelFile, onBytes: (count: number) => void = () => {}) =>
    receive(file, { source: sourceOf(choice, file), fetcher, signal: stop, onBytes });
  const bring = async (file: ModelFile) => {
    if (await isStored(file)) return false;
    await fetchInto(file);
    return true;
  };
  const read = async <T>(name: string, schema: GenericSchema<unknown, T>) => {
    const file = fileOf(choice, name);
    const isNew = await bring(file);
    try {
      return { isNew, content: readAs(schema, await (await readStored(file)).json(), name) };
    } catch (error) {
      await (await caches.open(file.cache)).delete(file.url);
      throw error;
    }
  };

  const list = await read(LIST, listSchema);
  const config = await read(CONFIG, configSchema);
  const weights = list.content.records.map((listed) => weightsOf(choice, listed));
  const missing = await missingOf(weights);
  const total = sizeOf(weights);
  const room = checkRoom(sizeOf(missing), await navigator.storage.estimate());
  if (!room.ok) throw new ModelFault(room.error);

  meter.begin(total, total - sizeOf(missing));
  const small = [
    fileOf(choice, tokenizerOf(config.content)),
    ...(keepsLibrary(choice) ? [libraryOf(choice)] : []),
  ];
  let isNew = list.isNew || config.isNew || missing.length > 0;
  for (const file of small) isNew = (await bring(file)) || isNew;
  try {
    await inLanes(missing, (file) => fetchInto(file, (count) => meter.add(count)));
  } catch (error) {
    failed.abort();
    throw error;
  }
  return isNew;
}

/** Bytes of a model's weights, as its own list says. @throws as `download` does */
export async function downloadSize(choice: ModelChoice): Promise<number> {
  const file = fileOf(choice, LIST);
  const response = await fetcherOf(choice.mirror)(sourceOf(choice, file));
  if (!response.ok) throw new TypeError(`Failed to fetch: ${response.status}`);
  const { records } = readAs(listSchema, await response.json(), LIST);
  return records.reduce((sum, { nbytes }) => sum + nbytes, 0);
}

async function missingOf(files: readonly ModelFile[]): Promise<readonly ModelFile[]> {
  const missing: ModelFile[] = [];
  for (const file of files) if (!(await isStored(file))) missing.push(file);
  return missing;
}

const sizeOf = (files: readonly ModelFile[]): number => files.reduce((sum, { bytes = 0 }) => sum + bytes, 0);

/** A few at a time. */
async function inLanes(
  files: readonly ModelFile[],
  work: (file: ModelFile) => Promise<unknown>,
): Promise<void> {
  const waiting = [...files];
  const lane = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await work(file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
