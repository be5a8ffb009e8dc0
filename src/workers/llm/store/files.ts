/** The files of a model, and where WebLLM 0.2.86 looks for each: in caches of the browser, by full address. */
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
}

/** What of `tensor-cache.json` is used here: the weights' files with their sizes. */
export interface TensorCache {
  readonly records: readonly { readonly dataPath: string; readonly nbytes: number }[];
  /** `tunedOn` is ours, in the lists of models that were tuned here. */
  readonly metadata?: { readonly tunedOn?: number };
}

/** What of `mlc-chat-config.json` is used here. */
export interface ChatConfig {
  readonly tokenizer_files: readonly string[];
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

export function fileOf(choice: ModelChoice, name: string, bytes?: number): ModelFile {
  const integrity = choice.integrity?.[name];
  return {
    name,
    url: new URL(name, filesOf(choice.modelUrl)).href,
    cache: name === CONFIG ? SCOPES.config : SCOPES.weights,
    ...(bytes !== undefined && { bytes }),
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
