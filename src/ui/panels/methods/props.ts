import type { Snippet } from 'svelte';

/** What every picture of a method is handed. */
export interface MethodProps<View> {
  readonly view: View;
  /** The island that it is of, 0 for the first, where there are several. */
  readonly island?: number | undefined;
  /** The choice among islands, beside the title. */
  readonly aside: Snippet;
}
