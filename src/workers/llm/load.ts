import { err, ok, type Result } from '../../search/result.ts';
import type { LlmFault, LoadProgress, ModelChoice } from '../api.ts';
import { findAdapter, fitsAdapter } from './adapter.ts';
import { LoadAborted, toFault } from './faults.ts';
import { appConfig, filesOf } from './models.ts';
import type { AppConfig, MLCEngine, WebLlm } from './package.ts';
import { describeProgress } from './progress.ts';
import { checkRoom, downloadSize } from './storage.ts';

type Listener = (progress: LoadProgress) => void;

/**
 * Brings a model to the GPU in an engine of its own. When `signal` fires it settles at once with `aborted`; WebLLM
 * then stops its downloads, and at the latest at its next word of progress.
 */
export async function loadModel(
  library: () => Promise<WebLlm>,
  choice: ModelChoice,
  onProgress: Listener,
  signal: AbortSignal,
): Promise<Result<MLCEngine, LlmFault>> {
  try {
    signal.throwIfAborted();
    const fits = fitsAdapter(await findAdapter(), choice.needsF16 ?? false);
    if (!fits.ok) return fits;
    const webllm = await library();
    const config = appConfig(choice);
    const size = await sizeIfMissing(webllm, config, choice, signal);
    if (!size.ok) return size;
    const engine = await open(webllm, config, choice.id, size.value, onProgress, signal);
    return ok(engine);
  } catch (error) {
    const fault = signal.aborted ? toFault(new LoadAborted()) : toFault(error);
    if (fault.kind === 'corrupt') await forget(await library(), choice);
    return err(fault);
  }
}

/** Bytes to download, 0 when the weights are stored already; a fault when there is no room for them. */
async function sizeIfMissing(webllm: WebLlm, config: AppConfig, choice: ModelChoice, signal: AbortSignal) {
  if (await webllm.hasModelInCache(choice.id, config)) return ok(0);
  const size = await downloadSize(filesOf(choice.modelUrl), signal);
  if (!size.ok) return size;
  const room = checkRoom(size.value, await navigator.storage.estimate());
  return room.ok ? size : room;
}

async function open(
  webllm: WebLlm,
  config: AppConfig,
  id: string,
  bytes: number,
  onProgress: Listener,
  signal: AbortSignal,
): Promise<MLCEngine> {
  signal.throwIfAborted();
  const totalMB = bytes > 0 ? Math.ceil(bytes / 2 ** 20) : undefined;
  const engine = new webllm.MLCEngine({
    appConfig: config,
    logLevel: 'SILENT',
    initProgressCallback: (report) => {
      // A load that has been given up but whose present step takes no signal ends here.
      signal.throwIfAborted();
      onProgress(describeProgress(report, totalMB));
    },
  });
  const reload = engine.reload(id);
  try {
    await Promise.race([reload, aborted(signal, () => void engine.unload())]);
    // `reload` also resolves when it has swallowed an AbortError and loaded nothing; this throws then.
    await engine.getMessage();
    return engine;
  } catch (error) {
    const free = () => engine.unload();
    void reload.then(free, free).catch(() => {});
    throw error;
  }
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

/** A damaged file in the browser's store would break every later load, so the next one is to download it afresh. */
async function forget(webllm: WebLlm, choice: ModelChoice): Promise<void> {
  await webllm.deleteModelAllInfoInCache(choice.id, appConfig(choice)).catch(() => {});
}
