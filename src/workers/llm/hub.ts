import records from './hub.json' with { type: 'json' };

/** What is used here of WebLLM's record of a model, under its names. */
export interface HubModel {
  readonly model_id: string;
  /** Address of its folder. */
  readonly model: string;
  /** Address of its library. */
  readonly model_lib: string;
  readonly vram_required_MB?: number;
  readonly overrides?: { readonly context_window_size?: number };
}

/**
 * WebLLM's own list of models, in its order. It is kept beside the package, which is 6 MB and otherwise only needed to
 * run one. A test holds it to the package's, so that a new version of that is taken over.
 */
export const HUB: readonly HubModel[] = records;
