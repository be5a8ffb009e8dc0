import type { Said } from './told.ts';

/** Of the language model, and of the small GPT over layers: loading, writing, being tuned. Faults of the browser and of packages are in their words. */
export type ModelTold =
  | { readonly kind: 'no-model' }
  /** Why a model is not tuned between two rounds. */
  | { readonly kind: 'tuning-off' }
  | { readonly kind: 'weights-fixed' }
  | { readonly kind: 'too-few-children' }
  | { readonly kind: 'model-load-stopped' }
  | { readonly kind: 'model-not-loaded' }
  | { readonly kind: 'model-webgpu-missing' }
  | { readonly kind: 'model-webgpu-too-little' }
  | { readonly kind: 'model-gpu-too-little'; readonly limit: string; readonly least: number }
  | { readonly kind: 'model-gpu-no-f16' }
  | { readonly kind: 'model-gpu-lost' }
  | { readonly kind: 'model-out-of-memory' }
  | { readonly kind: 'prompt-too-long' }
  | { readonly kind: 'prompt-beyond-context'; readonly tokens: number; readonly context: number }
  | { readonly kind: 'model-store-full' }
  | { readonly kind: 'model-no-room'; readonly needed: number; readonly free: number }
  | { readonly kind: 'model-file-damaged' }
  | { readonly kind: 'model-file-page'; readonly address: string }
  | { readonly kind: 'model-file-other'; readonly address: string }
  | {
      readonly kind: 'model-file-length';
      readonly address: string;
      readonly bytes: number;
      readonly listed: number;
    }
  | { readonly kind: 'model-download-cut' }
  | { readonly kind: 'model-unanswered'; readonly address: string; readonly status: number }
  | { readonly kind: 'model-failed'; readonly fault: string }
  | { readonly kind: 'model-worker-lost'; readonly loss: Said }
  | { readonly kind: 'browser-model-absent' }
  | { readonly kind: 'browser-prompt-too-long' }
  | { readonly kind: 'browser-model-refused' }
  | { readonly kind: 'browser-model-undownloaded' }
  | { readonly kind: 'browser-model-lost' }
  | { readonly kind: 'browser-model-failed'; readonly fault: string }
  | { readonly kind: 'no-model-in-files'; readonly file: string }
  | { readonly kind: 'model-folder-lacks'; readonly model: string; readonly file: string }
  | { readonly kind: 'model-library-missing'; readonly model: string; readonly file: string }
  | { readonly kind: 'model-library-unnamed'; readonly model: string }
  | { readonly kind: 'model-copy-other'; readonly file: string; readonly model: string }
  | {
      readonly kind: 'model-copy-length';
      readonly file: string;
      readonly model: string;
      readonly bytes: number;
      readonly listed: number;
    }
  | { readonly kind: 'model-copy-unparsed'; readonly file: string; readonly model: string }
  | { readonly kind: 'address-empty' }
  | { readonly kind: 'address-unreadable'; readonly typed: string }
  | { readonly kind: 'address-unfetchable'; readonly typed: string }
  | { readonly kind: 'address-insecure'; readonly host: string }
  | { readonly kind: 'address-silent'; readonly address: string }
  | { readonly kind: 'address-without-models'; readonly address: string; readonly example: string }
  | { readonly kind: 'tuning-stopped' }
  | { readonly kind: 'tuning-diverged' }
  | { readonly kind: 'tuning-out-of-memory' }
  | { readonly kind: 'tuning-lost' }
  | { readonly kind: 'tuning-under-way' }
  | { readonly kind: 'nothing-fits-model' }
  | { readonly kind: 'too-few-lessons'; readonly least: number }
  | { readonly kind: 'only-built-in-learns' }
  | { readonly kind: 'model-cannot-learn' }
  | { readonly kind: 'model-changed-meanwhile' }
  | { readonly kind: 'layers-lost' }
  | { readonly kind: 'layers-without-corpus' }
  | { readonly kind: 'layers-untaught' }
  /** The model that was tuned does not load. @property goesOn which model writes instead */
  | { readonly kind: 'tuned-unloaded'; readonly why: Said; readonly goesOn: 'earlier' | 'none' };
