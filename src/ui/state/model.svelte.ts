import { SvelteMap } from 'svelte/reactivity';
import type {
  LlmFault,
  LoadProgress,
  ModelChoice,
  ModelOption,
  PickedFile,
  Storage,
  TunedModel,
} from '../../workers/api.ts';
import {
  type BrowserModel,
  browserModelIs,
  lend,
  openBrowserModel,
  pageFolder,
} from '../../workers/connect.ts';
import { type Result, err, ok } from '../../search/result.ts';
import type { Said } from '../../search/told/told.ts';
import { saidBy } from '../../search/told/toldError.ts';
import { m } from '../messages/messages.js';
import { loadingWords } from '../views/loading.ts';
import { toldWords } from '../views/told.ts';
import type { Session } from './session.svelte.ts';

type Status = 'none' | 'loading' | 'ready' | 'failed';

const browserOption = (): ModelOption => ({
  id: 'browser',
  modelUrl: '',
  libraryUrl: '',
  label: m.model_browsers_own(),
  group: 'browser',
  fits: ok(true),
  cached: false,
});

/** The language model: which there are, which is chosen, how far its download has come, what is stored. */
export class ModelState {
  options = $state.raw<readonly ModelOption[]>();
  chosenId = $state('');
  status = $state<Status>('none');
  progress = $state.raw<LoadProgress>();
  /** Why there is no model in use, when `failed`. */
  fault = $state.raw<LlmFault>();
  /** In use. */
  loaded = $state.raw<ModelOption>();
  /** What runs it, when a worker does. */
  engine = $state<'webllm' | 'coder'>();
  /** Bytes to download by model, of those that were asked for it. */
  readonly sizes = new SvelteMap<string, number>();
  storage = $state.raw<Storage>();
  /** Where models are fetched from instead of the hub, and which there are. */
  mirror = $state.raw<{ readonly mirror: string; readonly ids: readonly string[] }>();
  /** Of the last thing done with the store: a sentence, and whether it went wrong. */
  note = $state.raw<{ readonly message: string; readonly isFault: boolean }>();
  /** Models are being copied or deleted. */
  isBusy = $state(false);
  #session: Session;
  #browserModel: BrowserModel | undefined;
  #opening: AbortController | undefined;
  #listing: Promise<void> | undefined;

  readonly chosen: ModelOption | undefined = $derived(this.options?.find(({ id }) => id === this.chosenId));
  /** Loading it needs no network. */
  readonly isAtHand: boolean = $derived(
    this.chosen !== undefined &&
      this.chosen.fits.ok &&
      (this.chosen.cached || this.chosen.isBuiltIn === true),
  );
  /** The largest that fits and is smaller than the chosen one. */
  readonly smaller: ModelOption | undefined = $derived.by(() => {
    const most = this.chosen?.vramMB ?? Infinity;
    return this.options
      ?.filter(({ fits, vramMB = Infinity }) => fits.ok && vramMB < most)
      .reduce<ModelOption | undefined>((a, b) => ((a?.vramMB ?? 0) >= (b.vramMB ?? 0) ? a : b), undefined);
  });

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asked for once, when the strategy first needs a model. */
  list(): Promise<void> {
    return (this.#listing ??= this.#list());
  }

  choose(id: string): void {
    this.chosenId = id;
    // What went wrong with another model is no longer the question.
    if (this.status === 'failed') this.status = 'none';
    void this.measure();
  }

  /** Loads the chosen model when that takes seconds and no network. What it cannot do, the picker says. */
  async ensure(): Promise<void> {
    await this.list();
    if (this.status === 'ready' || this.status === 'loading' || !this.isAtHand) return;
    const loading = this.load();
    // The search cannot know of a model that the page itself is about to open.
    if (this.chosen?.group === 'browser') await loading;
  }

  async load(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    this.status = 'loading';
    this.loaded = undefined;
    this.fault = undefined;
    this.progress = { fraction: 0, stage: { kind: 'starting' } };
    const result = await this.#attempt(() =>
      chosen.group === 'browser' ? this.#openBrowserModel() : this.#loadInWorker(chosen),
    );
    if (result.ok) {
      this.status = 'ready';
      this.loaded = chosen;
    } else if (result.error.kind === 'aborted') {
      // Of two loads at once, the later is still under way.
      if (this.chosen === chosen) this.status = 'none';
    } else this.#fail(result.error);
    void this.refresh();
  }

  /** Goes on with a model that the search puts in place of the one in use; that one stays when it fails. */
  async replaceBy(
    replace: () => Promise<Result<TunedModel, LlmFault>>,
  ): Promise<Result<TunedModel, LlmFault>> {
    const replaced = await this.#attempt(replace);
    if (!replaced.ok) return replaced;
    const { model, engine } = replaced.value;
    await this.refresh();
    this.chosenId = model;
    this.loaded = this.chosen;
    this.engine = engine;
    return replaced;
  }

  /** Ends a download under way, or frees a loaded model. */
  async unload(): Promise<void> {
    this.#opening?.abort();
    await this.#session.command((api) => api.unloadModel());
    await this.#browserModel?.unload();
    this.#browserModel = undefined;
    this.status = 'none';
    this.loaded = undefined;
  }

  /** Asks the chosen model's address how large it is, where only its name was asked so far. */
  async measure(): Promise<void> {
    const { chosen } = this;
    if (!chosen || chosen.cached || chosen.group === 'browser' || this.sizes.has(chosen.id)) return;
    const size = await this.#attempt(() => this.#shelf((shelf) => shelf.downloadSize(this.#choice(chosen))));
    if (size.ok) this.sizes.set(chosen.id, size.value);
  }

  /** Looks again at what is stored. */
  async refresh(): Promise<void> {
    const storage = await this.#attempt(async () => ok(await this.#shelf((shelf) => shelf.storage())));
    if (storage.ok) this.storage = storage.value;
    await this.#fetchOptions();
  }

  async remove(modelUrl: string, name: string): Promise<void> {
    await this.#act(async () => {
      await this.#shelf((shelf) => shelf.remove(modelUrl));
      return ok(m.model_deleted({ name }));
    });
  }

  async bring(files: readonly PickedFile[]): Promise<void> {
    await this.#act(async (say) => {
      const onProgress = lend((progress: LoadProgress) => say(loadingWords(progress)));
      const brought = await this.#shelf((shelf) => shelf.bring(files, onProgress));
      if (!brought.ok) return brought;
      this.chosenId = brought.value[0] ?? this.chosenId;
      return ok(m.model_brought({ names: brought.value.join(', ') }));
    });
  }

  async useMirror(address: string): Promise<void> {
    await this.#act(async () => {
      const found = await this.#shelf((shelf) => shelf.checkMirror(address, document.baseURI));
      if (!found.ok) return found;
      this.mirror = found.value;
      this.sizes.clear();
      const { ids, mirror } = found.value;
      return ok(m.model_from_mirror({ count: ids.length, mirror }));
    });
  }

  dropMirror(): void {
    this.mirror = undefined;
    this.sizes.clear();
    this.note = { message: m.model_from_hub(), isFault: false };
  }

  async #list(): Promise<void> {
    await this.#fetchOptions();
    const onLost = lend((message: Said) => this.#fail({ kind: 'device-lost', message }));
    await this.#session.call((api) => api.onModelLost(onLost)).catch(() => {});
  }

  async #fetchOptions(): Promise<void> {
    const listed = await this.#attempt(async () =>
      ok(await this.#shelf((shelf) => shelf.models(pageFolder()))),
    );
    if (!listed.ok) return this.#fail(listed.error);
    const [builtIn, ...others] = listed.value;
    const browser = await browserModelIs();
    this.options = [
      ...(builtIn ? [builtIn] : []),
      ...(browser === 'absent' ? [] : [{ ...browserOption(), cached: browser === 'ready' }]),
      ...others,
    ];
    // None is chosen yet, or the chosen one was deleted.
    if (!this.chosen) this.chosenId = usual(this.options)?.id ?? '';
  }

  #choice(option: ModelOption): ModelChoice {
    const { id, modelUrl, libraryUrl, vramMB, needsF16, contextWindow } = option;
    const { style, isBuiltIn, isCoder, integrity } = option;
    const mirror = this.mirror?.ids.includes(id) ? this.mirror.mirror : undefined;
    const files = { modelUrl, libraryUrl, integrity, mirror };
    return { id, ...files, vramMB, needsF16, contextWindow, style, isBuiltIn, isCoder };
  }

  async #loadInWorker(option: ModelOption): Promise<Result<unknown, LlmFault>> {
    // Asked of the page, since workers cannot; a refusal only means that the browser may clear the model when short of space.
    void navigator.storage?.persist().catch(() => false);
    const choice = this.#choice(option);
    const say = lend((progress: LoadProgress) => (this.progress = progress));
    const loaded = await this.#session.call((api) => api.loadModel(choice, say));
    if (loaded.ok) this.engine = loaded.value.engine;
    return loaded;
  }

  async #openBrowserModel(): Promise<Result<unknown, LlmFault>> {
    this.#opening = new AbortController();
    const opened = await openBrowserModel((progress) => (this.progress = progress), this.#opening.signal);
    if (!opened.ok) return opened;
    const writer = opened.value;
    this.#browserModel = writer;
    await this.#session.call((api) => api.adoptModel(browserOption().label, lend(writer)));
    return opened;
  }

  get #shelf() {
    type Shelf = Parameters<Parameters<Session['call']>[0]>[0]['shelf'];
    return <P extends Promise<unknown>>(use: (shelf: Shelf) => P) =>
      this.#session.call((api) => use(api.shelf));
  }

  /** One thing at a time is done with the store, and what came of it is said. */
  async #act(work: (say: (message: string) => void) => Promise<Result<string, LlmFault>>): Promise<void> {
    this.isBusy = true;
    this.note = undefined;
    let isOver = false;
    // Progress travels by another port than the result, and may come after it.
    const say = (message: string) => {
      if (!isOver) this.note = { message, isFault: false };
    };
    const done = await this.#attempt(() => work(say));
    isOver = true;
    this.note = { message: done.ok ? done.value : toldWords(done.error.message), isFault: !done.ok };
    await this.refresh();
    this.isBusy = false;
  }

  async #attempt<T>(work: () => Promise<Result<T, LlmFault>>): Promise<Result<T, LlmFault>> {
    try {
      return await work();
    } catch (error) {
      return err({ kind: 'other', message: saidBy(error) });
    }
  }

  #fail(fault: LlmFault): void {
    this.status = 'failed';
    this.loaded = undefined;
    this.fault = fault;
  }
}

/** The built-in model, else the first that fits. */
const usual = (options: readonly ModelOption[]): ModelOption | undefined =>
  options.find(({ fits, isBuiltIn }) => isBuiltIn && fits.ok) ??
  options.find(({ fits }) => fits.ok) ??
  options[0];
