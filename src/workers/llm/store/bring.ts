import type { GenericSchema } from 'valibot';
import type { Told } from '../../../search/told/told.ts';
import type { LoadProgress, PickedFile } from '../../api.ts';
import type { Brought } from '../models.ts';
import { ModelFault } from '../faults.ts';
import type { HubModel } from '../hub.ts';
import {
  CONFIG,
  LIST,
  configSchema,
  listSchema,
  readAs,
  type ModelFile,
  fileOf,
  libraryOf,
  modelOf,
  nameOf,
  tokenizerOf,
  weightsOf,
} from './files.ts';
import { addressesIn, storedModels } from './inventory.ts';
import { Md5 } from './md5.ts';

/** What WebLLM's own list says of a model, so that one brought along is the same model as the one on the hub. */
export type Known = (id: string) => { readonly modelUrl: string; readonly libraryUrl: string } | undefined;

/** Under no domain that can be, so that nothing is ever fetched from there. */
const NOWHERE = 'https://models.invalid/';

interface Copy {
  readonly file: ModelFile;
  readonly content: File;
}

/**
 * Puts models out of picked folders where WebLLM looks for theirs. A folder is a model when it holds a chat
 * configuration; its name, or the one above `resolve/main`, is the model's id.
 *
 * @throws ModelFault that names what is missing
 */
export async function bring(
  picked: readonly PickedFile[],
  known: Known,
  onProgress: (progress: LoadProgress) => void,
): Promise<readonly string[]> {
  const folders = picked
    .filter(({ path }) => nameOf(path) === CONFIG)
    .map(({ path }) => path.slice(0, -CONFIG.length));
  if (folders.length === 0) throw fault({ kind: 'no-model-in-files', file: CONFIG });
  const models = await Promise.all(folders.map((folder) => copiesOf(folder, picked, known)));
  const copies = models.flatMap((model) => model.copies);
  const total = copies.reduce((sum, { content }) => sum + content.size, 0);
  let done = 0;
  for (const { file, content } of copies) {
    const cache = await caches.open(file.cache);
    await cache.put(
      file.url,
      new Response(content, { headers: { 'content-type': 'application/octet-stream' } }),
    );
    done += content.size;
    onProgress({ fraction: done / total, stage: { kind: 'copying', done, total } });
  }
  return models.map(({ id }) => id);
}

/** Models in the store that came from files and are on no list. */
export async function broughtModels(hub: readonly HubModel[]): Promise<readonly Brought[]> {
  const libraries = await addressesIn('webllm/wasm');
  const models = (await storedModels()).filter(
    ({ modelUrl }) => !hub.some(({ model }) => model === modelUrl),
  );
  return models.flatMap(({ id, modelUrl }) => {
    const libraryUrl = libraries.find((address) => address.startsWith(`${modelUrl}/`));
    return modelUrl.startsWith(NOWHERE) && libraryUrl ? [{ id, modelUrl, libraryUrl }] : [];
  });
}

async function copiesOf(folder: string, picked: readonly PickedFile[], known: Known) {
  const id = nameOf(modelOf(folder)) || 'model';
  const find = (name: string): File => {
    const found = picked.find(({ path }) => path === folder + name);
    if (found) return found.file;
    throw fault({ kind: 'model-folder-lacks', model: id, file: name });
  };
  const library = libraryIn(folder, picked, known(id)?.libraryUrl);
  if (!library) throw fault(withoutLibrary(id, known(id)?.libraryUrl));
  const modelUrl = `${NOWHERE}${encodeURIComponent(id)}`;
  const choice = { id, ...(known(id) ?? { modelUrl, libraryUrl: `${modelUrl}/${nameOf(library.path)}` }) };

  const { records } = await contentOf(listSchema, find(LIST), id);
  const config = await contentOf(configSchema, find(CONFIG), id);
  const named = [LIST, CONFIG, tokenizerOf(config)].map((name): Copy => ({
    file: fileOf(choice, name),
    content: find(name),
  }));
  const weights = records.map((listed): Copy => {
    const content = find(listed.dataPath);
    if (content.size === listed.nbytes) return { file: weightsOf(choice, listed), content };
    throw fault({
      kind: 'model-copy-length',
      file: listed.dataPath,
      model: id,
      bytes: content.size,
      listed: listed.nbytes,
    });
  });
  for (const { file, content } of weights)
    if (file.md5 !== undefined && (await Md5.of(content)) !== file.md5)
      throw fault({ kind: 'model-copy-other', file: file.name, model: id });
  // The lists come last: a copy that is cut short is then no stored model.
  return { id, copies: [{ file: libraryOf(choice), content: library.file }, ...weights, ...named.reverse()] };
}

/** The library by its name on the hub, wherever it is; else the nearest one in the model's folder or above. */
function libraryIn(
  folder: string,
  picked: readonly PickedFile[],
  libraryUrl: string | undefined,
): PickedFile | undefined {
  const libraries = picked.filter(({ path }) => path.endsWith('.wasm'));
  const named = libraries.find(({ path }) => libraryUrl !== undefined && nameOf(path) === nameOf(libraryUrl));
  if (named || libraryUrl !== undefined) return named;
  const above = libraries.filter(({ path }) => folder.startsWith(path.slice(0, -nameOf(path).length)));
  return above.sort(
    (a, b) => b.path.length - nameOf(b.path).length - (a.path.length - nameOf(a.path).length),
  )[0];
}

async function contentOf<T>(schema: GenericSchema<unknown, T>, file: File, id: string): Promise<T> {
  try {
    return readAs(schema, JSON.parse(await file.text()), file.name);
  } catch {
    throw fault({ kind: 'model-copy-unparsed', file: file.name, model: id });
  }
}

const withoutLibrary = (model: string, url: string | undefined): Told =>
  url === undefined
    ? { kind: 'model-library-unnamed', model }
    : { kind: 'model-library-missing', model, file: nameOf(url) };

const fault = (message: Told) => new ModelFault({ kind: 'corrupt', message });
