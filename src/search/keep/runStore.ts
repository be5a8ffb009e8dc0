import type { RunEvent } from '../domain.ts';
import { ToldError } from '../told/toldError.ts';
import type { RunSummary } from './summary.ts';

export type RunId = string;

/** A kept run, but for its events. */
export interface RunMeta extends RunSummary {
  readonly id: RunId;
  /** As a person called it; absent until one does. */
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
  readonly updatedAt: number;
  /** How many there are. */
  readonly events: number;
  /** Characters of the events as JSON, in which they are kept. */
  readonly bytes: number;
  /** It broke off, and a person does not want to be asked any more whether to go on with it. */
  readonly isLeft?: boolean;
}

/** A run to be kept whole. */
export interface WholeRun {
  readonly events: readonly RunEvent[];
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
}

/** Where a store is full. */
export class StoreFull extends ToldError {}

/** Where another version of the page has the store. */
export class StoreTaken extends ToldError {}

/** What is kept of a run is not what its next events follow on: another page has added to it or deleted it. */
export class RunMoved extends ToldError {}

/**
 * Keeps runs as lists of events. Whatever resolves is stored; what rejects has changed nothing. Rejects with `StoreFull`
 * where there is no room, with `StoreTaken` where another version of the page has the store, and with other errors where
 * nothing can be kept at all.
 */
export interface RunStore {
  /** The newest first. */
  list(): Promise<readonly RunMeta[]>;
  /** @returns undefined when there is no such run */
  meta(id: RunId): Promise<RunMeta | undefined>;
  /** In order, all that were kept. @throws when there is no such run */
  events(id: RunId): Promise<readonly RunEvent[]>;
  /**
   * Keeps the next events of a run, which begins with the first of them.
   * @param after how many of its events are kept already; rejects with `RunMoved` when they are not that many
   * @param summary of the run with these events
   */
  append(id: RunId, after: number, events: readonly RunEvent[], summary: RunSummary): Promise<void>;
  /** Keeps a whole run beside the others, under an id of its own. @throws with a sentence when its events do not fold */
  add(run: WholeRun): Promise<RunMeta>;
  /** Does nothing when there is no such run. An empty name takes the name away. */
  change(id: RunId, patch: { readonly name?: string; readonly isLeft?: boolean }): Promise<void>;
  remove(id: RunId): Promise<void>;
}
