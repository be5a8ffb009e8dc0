/** The files of a model, and where WebLLM 0.2.86 looks for each: in caches of the browser, by full address. */
import * as v from 'valibot';
import type { ModelChoice } from '../../api.ts';

const SCOPES = { config: 'webllm/config', weights: 'webllm/model', library: 'webllm/wasm' } as const;
export const CACHES = Object.values(SCOPES);

export interface ModelFile {
  /** In the model's folder; of the library, without folders. */
  readonly name: string;
  /** Where WebLLM looks for it, which is also where it comes from unless there is a mirror. */
  readonly url: string;
  readonly cache: (typeof CACHES)[number];
  /** Where it is known beforehand. */
  readonly bytes?: number;
  /** As in subresource integrity: `sha256-` and the hash in base 64. */
  readonly integrity?: string;
  /** As the model's own list has it, in hexadecimal; against damage on the way, not against whoever wrote the list. */
  readonly md5?: string;
}

/** Beside the list: a name that led elsewhere would put one model's weights in the place of another's. */
const beside = v.pipe(v.string(), v.regex(/^[\w-][\w.-]*$/, 'must be a plain file name'));
/** More than any model on the hub has files. */
const MOST_FILES = 10_000;

/** What of `tensor-cache.json` is used here: the weights' files with their sizes, and their hashes, which MLC writes beside. */
export const listSchema = v.object({
  records: v.pipe(
    v.array(
      v.object({
        dataPath: beside,
        nbytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        /** Some converters leave it empty. */
        md5sum: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))), undefined),
      }),
    ),
    v.maxLength(MOST_FILES),
  ),
  /** `tunedOn` is ours, in the lists of models that were tuned here. */
  metadata: v.optional(v.object({ tunedOn: v.optional(v.number(), 0) }), {}),
});

type Listed = v.InferOutput<typeof listSchema>['records'][number];

/** What of `mlc-chat-config.json` is used here. */
export const configSchema = v.object({ tokenizer_files: v.array(v.string()) });
type ChatConfig = v.InferOutput<typeof configSchema>;

/** @throws SyntaxError when a file of a model is not of this shape */
export function readAs<T>(schema: v.GenericSchema<unknown, T>, json: unknown, name: string): T {
  const read = v.safeParse(schema, json);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new SyntaxError(`${name}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
}

export const LIST = 'tensor-cache.json';
export const CONFIG = 'mlc-chat-config.json';
export const TOKENIZER = 'tokenizer.json';

/** Where WebLLM looks for the files of a model: an address without a revision gets Hugging Face's `resolve/main/`. */
export function filesOf(modelUrl: string): string {
  const folder = modelUrl.endsWith('/') ? modelUrl : `${modelUrl}/`;
  return /\/resolve\/[^/]+\/$/.test(folder) ? folder : `${folder}resolve/main/`;
}

/** A model's address, or a folder's, without revision and closing slash. */
export const modelOf = (files: string): string =>
  files.replace(/\/resolve\/[^/]+\/?$/, '').replace(/\/$/, '');

/** A file of the weights, as the model's list has it. */
export const weightsOf = (choice: ModelChoice, { dataPath, nbytes, md5sum }: Listed): ModelFile => ({
  ...fileOf(choice, dataPath),
  bytes: nbytes,
  ...(md5sum !== undefined && { md5: md5sum }),
});

export function fileOf(choice: ModelChoice, name: string): ModelFile {
  const integrity = choice.integrity?.[name];
  return {
    name,
    url: new URL(name, filesOf(choice.modelUrl)).href,
    cache: name === CONFIG ? SCOPES.config : SCOPES.weights,
    ...(integrity !== undefined && { integrity }),
  };
}

export function libraryOf({ libraryUrl, integrity }: ModelChoice): ModelFile {
  const name = nameOf(libraryUrl);
  return {
    name,
    url: libraryUrl,
    cache: SCOPES.library,
    ...(integrity?.[name] && { integrity: integrity[name] }),
  };
}

/** A file out of the store, when it is there. */
export const stored = ({ cache, url }: Pick<ModelFile, 'cache' | 'url'>): Promise<Response | undefined> =>
  caches.match(url, { cacheName: cache });

/** WebLLM fetches the library anew at every load where its address says `localhost`. */
export const keepsLibrary = ({ libraryUrl }: ModelChoice): boolean =>
  libraryUrl.startsWith('http') && !libraryUrl.includes('localhost');

/** The one tokenizer that WebLLM reads of those a model has. */
export const tokenizerOf = ({ tokenizer_files }: ChatConfig): string =>
  tokenizer_files.includes(TOKENIZER) ? TOKENIZER : 'tokenizer.model';

export const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/**
 * Where a file comes from. A mirror holds a folder for each model under its id: the files as on the hub, with or
 * without `resolve/main/`, and the library beside them.
 */
export function sourceOf({ id, mirror }: ModelChoice, file: ModelFile): string {
  if (mirror === undefined) return file.url;
  const folder = new URL(`${id}/`, mirror.endsWith('/') ? mirror : `${mirror}/`);
  return new URL(file.cache === SCOPES.library ? file.name : `resolve/main/${file.name}`, folder).href;
}
