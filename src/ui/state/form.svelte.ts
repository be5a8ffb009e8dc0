import { SvelteMap } from 'svelte/reactivity';
import { type RunSpec, defaultSpec } from '../../search/spec/spec.ts';
import { specFromHash, specToHash } from '../../search/spec/url.ts';
import { m } from '../messages/messages.js';
import { toldWords } from '../views/told.ts';

/** The form, which is also the part of the address behind `#`. */
export class FormState {
  #spec = $state.raw<RunSpec>(defaultSpec());
  /** Why the address could not be read; the defaults stand in. */
  addressFault = $state<string>();
  /** Fields that hold something that cannot be, by label, with what may be there. */
  readonly faults = new SvelteMap<string, string>();

  /** The last valid state of all fields. */
  get spec(): RunSpec {
    return this.#spec;
  }

  readonly hash: string = $derived(specToHash(this.#spec));

  set(patch: Partial<RunSpec>): void {
    this.#spec = { ...this.#spec, ...patch };
    this.addressFault = undefined;
  }

  read(hash: string): void {
    const parsed = specFromHash(hash);
    this.#spec = parsed.ok ? parsed.value : defaultSpec();
    this.addressFault = parsed.ok ? undefined : m.page_address_fault({ fault: toldWords(parsed.error) });
    this.faults.clear();
  }
}
