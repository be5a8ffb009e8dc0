/** The language model that comes with the page, run by one of its engines in a worker of its own. */
import type { CompletionOptions } from '../../../src/search/ports.ts';
import type { MachineReport } from '../../../src/workers/api.ts';

export interface Written {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'abort';
  /** Of the reply. */
  readonly tokens: number;
  /** Until the first piece of text came: the prompt was read and a token drawn. */
  readonly firstMs: number;
  /** Of the whole reply. */
  readonly ms: number;
}

export interface Writer {
  /** Brings the model there. @returns the machine's GPU, whether it is used or not @throws with a sentence for a person */
  load(): Promise<MachineReport['webgpu']>;
  /** @param prompt as the search words it @throws with a sentence for a person */
  write(prompt: string, options: CompletionOptions): Promise<Written>;
  /** Compute dispatches put to the GPU for each further token of a reply; null where none is used. */
  dispatchesPerToken(prompt: string, grammar: string | undefined): Promise<number | null>;
}
