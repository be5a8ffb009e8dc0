import type { Said } from './told.ts';

/** Of data sets, of the store of runs and of files. Addresses, and faults in the words of others, are text. */
export type DataTold =
  | { readonly kind: 'class-absent'; readonly label: number; readonly classes: number }
  | { readonly kind: 'class-twice'; readonly label: number; readonly name: string }
  | { readonly kind: 'paddings-crossed'; readonly smallest: number; readonly largest: number }
  | { readonly kind: 'shift-too-long'; readonly points: number; readonly length: number }
  | { readonly kind: 'file-missing'; readonly address: string }
  | { readonly kind: 'file-refused'; readonly address: string; readonly status: number }
  | { readonly kind: 'file-unfetched'; readonly address: string; readonly fault: string }
  | {
      readonly kind: 'file-length';
      readonly address: string;
      readonly bytes: number;
      readonly promised: number;
    }
  | { readonly kind: 'file-hash'; readonly address: string }
  | {
      readonly kind: 'file-not-gzip';
      readonly address: string;
      readonly count: number;
      readonly shape: string;
      readonly bytes: number;
    }
  | {
      readonly kind: 'file-unpacked';
      readonly address: string;
      readonly unpacked: number;
      readonly count: number;
      readonly shape: string;
      readonly bytes: number;
    }
  | {
      readonly kind: 'label-beyond';
      readonly address: string;
      readonly example: number;
      readonly label: number;
      readonly classes: number;
    }
  | { readonly kind: 'manifest-not-json'; readonly address: string }
  | { readonly kind: 'manifest-unreadable'; readonly address: string; readonly faults: Said }
  | { readonly kind: 'shipped-hash'; readonly address: string }
  | { readonly kind: 'benchmark-foreign' }
  | { readonly kind: 'benchmark-version'; readonly version: string; readonly reads: number }
  | { readonly kind: 'benchmark-header-unreadable' }
  | { readonly kind: 'benchmark-card'; readonly faults: Said }
  | { readonly kind: 'benchmark-hash' }
  | { readonly kind: 'benchmark-length'; readonly bytes: number; readonly networks: number }
  | { readonly kind: 'benchmark-networks' }
  | { readonly kind: 'benchmark-pair' }
  | { readonly kind: 'benchmark-not-gzip'; readonly address: string }
  | { readonly kind: 'run-not-kept'; readonly id: string }
  | { readonly kind: 'events-missing'; readonly id: string; readonly after: number }
  | { readonly kind: 'run-moved'; readonly id: string; readonly kept: number; readonly after: number }
  | { readonly kind: 'no-run-in-events' }
  | { readonly kind: 'events-miscounted'; readonly announced: number; readonly follow: number }
  | { readonly kind: 'line-not-json' }
  | { readonly kind: 'started-misplaced' }
  | { readonly kind: 'line-too-deep'; readonly most: number }
  /** Of the store: a newer version of the page has it, or an older one in another tab holds on to it. */
  | { readonly kind: 'store-newer' }
  | { readonly kind: 'store-held' }
  | { readonly kind: 'asked-out-of-order'; readonly id: number; readonly after: number }
  | { readonly kind: 'never-asked'; readonly id: number }
  /** Several misfits, one after the other. */
  | { readonly kind: 'misfits'; readonly one: Said; readonly others: Said }
  /** Of the settings in the page's address, each called as it stands there. */
  | { readonly kind: 'link-key-unknown'; readonly key: string }
  | { readonly kind: 'link-key-unfitting'; readonly key: string }
  | { readonly kind: 'link-setting-unfit'; readonly fault: Said }
  /** @property wanted what the setting takes */
  | {
      readonly kind: 'link-value';
      readonly key: string;
      readonly value: string;
      readonly wanted: 'number' | 'flag' | 'word' | 'text' | 'weights';
    };
