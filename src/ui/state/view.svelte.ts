import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { showProjector, storeProjector, storedProjector } from './look.ts';
import type { ViewAddress } from './viewAddress.ts';

/** How the page looks to those before it: large for a projector, and without the parts that a link leaves out. */
export class ViewState {
  #isProjector = $state(storedProjector());
  /** The report of the run stands in the page's place. */
  isReport = $state(false);
  /** Parts that are left out, by name. */
  readonly hidden = new SvelteSet<string>();
  /** Every part that there is, by name, with its title. */
  readonly parts = new SvelteMap<string, string>();

  /** To be called while a component is made. */
  constructor() {
    $effect(() => {
      showProjector(this.#isProjector);
    });
  }

  get isProjector(): boolean {
    return this.#isProjector;
  }

  set isProjector(value: boolean) {
    this.#isProjector = value;
    storeProjector(value);
  }

  /** A link can ask for large type; without asking it leaves that as a person chose. */
  follow({ hidden, isProjector }: ViewAddress): void {
    this.hidden.clear();
    for (const name of hidden) this.hidden.add(name);
    if (isProjector) this.isProjector = true;
  }
}
