import { err, ok, type Result } from '../../search/result.ts';
import type { LlmFault, LoadProgress, ModelChoice } from '../api.ts';
import { findAdapter, fitsAdapter } from './adapter.ts';
import { DistinctNames } from './distinctNames.ts';
import { LoadAborted, toFault } from './faults.ts';
import { appConfig } from './models.ts';
import type { MLCEngine, WebLlm } from './package.ts';
import { describeProgress } from './progress.ts';
import { download } from './store/download.ts';
import { CONFIG, LIST, TOKENIZER, fileOf, libraryOf } from './store/files.ts';
import { readStored } from './store/receive.ts';

/** A model that can write. Only our own come with `names`, since its processor has every token brought from the GPU. */
export interface Opened {
  readonly engine: MLCEngine;
  readonly names?: DistinctNames;
}

type Listener = (progress: LoadProgress) => void;

/**
 * Brings a model to the GPU in an engine of its own. When `signal` fires it settles at once with `aborted`; what has
 * been downloaded stays.
 */
export async function loadModel(
  library: () => Promise<WebLlm>,
  choice: ModelChoice,
  onProgress: Listener,
  signal: AbortSignal,
): Promise<Result<Opened, LlmFault>> {
  try {
    signal.throwIfAborted();
    const fits = fitsAdapter(await findAdapter(), choice.needsF16 ?? false);
    if (!fits.ok) return fits;
    // Side by side, for the package is itself several megabytes.
    const [webllm, wasNew] = await Promise.all([library(), download(choice, onProgress, signal)]);
    return ok(await open(webllm, choice, wasNew, onProgress, signal));
  } catch (error) {
    const fault = signal.aborted ? toFault(new LoadAborted()) : toFault(error);
    if (fault.kind === 'corrupt') await forget(choice);
    return err(fault);
  }
}

async function open(
  webllm: WebLlm,
  choice: ModelChoice,
  wasNew: boolean,
  onProgress: Listener,
  signal: AbortSignal,
): Promise<Opened> {
  const names = choice.isCoder ? await distinctNames(choice) : undefined;
  signal.throwIfAborted();
  const engine = new webllm.MLCEngine({
    appConfig: appConfig(choice),
    ...(names && { logitProcessorRegistry: new Map([[choice.id, names]]) }),
    logLevel: 'SILENT',
    initProgressCallback: (report) => {
      // A load that has been given up but whose present step takes no signal ends here.
      signal.throwIfAborted();
      onProgress(describeProgress(report, wasNew));
    },
  });
  const reload = engine.reload(choice.id);
  try {
    await Promise.race([reload, aborted(signal, () => void engine.unload())]);
    // `reload` also resolves when it has swallowed an AbortError and loaded nothing; this throws then.
    await engine.getMessage();
    return { engine, ...(names && { names }) };
  } catch (error) {
    const free = () => engine.unload();
    void reload.then(free, free).catch(() => {});
    throw error;
  }
}

/** Reads the tokens of a model of our own, which are few. */
async function distinctNames(choice: ModelChoice): Promise<DistinctNames> {
  const file = await readStored(fileOf(choice, TOKENIZER));
  const { createTokenizer } = await import('../coder/tokenizer.ts');
  const tokenizer = createTokenizer((await file.json()) as object);
  const tokens = Array.from({ length: tokenizer.size }, (_, id) =>
    String.fromCharCode(...tokenizer.bytes(id)),
  );
  return new DistinctNames(tokens);
}

/** Rejects when the signal fires, after `stop` was called. */
const aborted = (signal: AbortSignal, stop: () => void) =>
  new Promise<never>((_, reject) => {
    const end = () => {
      stop();
      reject(new LoadAborted());
    };
    signal.addEventListener('abort', end, { once: true });
  });

/**
 * A damaged file in the store would break every later load, so the next one is to download it afresh. The weights,
 * by far the most, stay: their sizes were checked when they came.
 */
async function forget(choice: ModelChoice): Promise<void> {
  const small = [LIST, CONFIG, TOKENIZER, 'tokenizer.model'].map((name) => fileOf(choice, name));
  for (const { cache, url } of [...small, libraryOf(choice)])
    await (await caches.open(cache)).delete(url).catch(() => {});
}
