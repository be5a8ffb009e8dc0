import type { LoadProgress, ModelOption } from '../../workers/api.ts';
import { lend } from '../../workers/connect.ts';
import type { Session } from './session.svelte.ts';

type Status = 'none' | 'loading' | 'ready' | 'failed';

/** The language model: which there are, which is chosen, how far its download has come. */
export class ModelState {
  options = $state.raw<readonly ModelOption[]>();
  chosenId = $state('');
  status = $state<Status>('none');
  progress = $state.raw<LoadProgress>();
  /** A sentence: the model's name when ready, what to do when failed. */
  message = $state('');
  #session: Session;

  readonly chosen: ModelOption | undefined = $derived(this.options?.find(({ id }) => id === this.chosenId));

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asked for once, when the strategy first needs a model. */
  async list(): Promise<void> {
    if (this.options) return;
    try {
      this.options = await this.#session.call((api) => api.models());
      this.chosenId =
        (
          this.options.find(({ fits, cached }) => cached && fits.ok) ??
          this.options.find(({ fits }) => fits.ok) ??
          this.options[0]
        )?.id ?? '';
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  async load(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    this.status = 'loading';
    this.message = '';
    this.progress = { fraction: 0, message: 'Starting.' };
    // Asked of the page, since workers cannot; a refusal only means that the browser may clear the model when short of space.
    void navigator.storage.persist().catch(() => false);
    const { id, modelUrl, libraryUrl, vramMB, needsF16, contextWindow } = chosen;
    const choice = { id, modelUrl, libraryUrl, vramMB, needsF16, contextWindow };
    try {
      const loaded = await this.#session.call((api) =>
        api.loadModel(
          choice,
          lend((progress: LoadProgress) => (this.progress = progress)),
        ),
      );
      if (loaded.ok) {
        this.status = 'ready';
        this.message = loaded.value.model;
      } else if (loaded.error.kind === 'aborted') this.status = 'none';
      else this.#fail(loaded.error.message);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** Ends a download under way, or frees a loaded model. */
  async unload(): Promise<void> {
    await this.#session.command((api) => api.unloadModel());
    this.status = 'none';
  }

  #fail(message: string): void {
    this.status = 'failed';
    this.message = message;
  }
}
