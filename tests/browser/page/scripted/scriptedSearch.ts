import type { RunEvent } from '../../../../src/search/domain.ts';
import type { RunSink, SearchApi } from '../../../../src/workers/api.ts';
import type { Linked } from '../../../../src/workers/spawn.ts';
import { syntheticRun } from '../../../fixtures/runs/synthetic.ts';

interface Script {
  /** Of each arm. */
  readonly candidates: number;
  /** Share of the events after which nothing more comes, 0–1. */
  readonly until: number;
  /** Events handed over at once, ten times a second; Infinity gives all at once. */
  readonly batch: number;
}

/** A search whose run is written beforehand. Only what a picture of a run needs is there. */
export function scriptedSearch({ candidates, until, batch }: Script): Linked<SearchApi> {
  const events = syntheticRun(candidates);
  const played = events.slice(0, Math.round(events.length * until));
  const api: Partial<SearchApi> = {
    machine: async () => ({ cores: 4, suggestedWorkers: 3, webgpu: { kind: 'none', f16: false } }),
    start: (_spec, sink) => play(played, sink, batch),
    shelf: { models: async () => [], storage: async () => ({ models: [] }) } as never,
    onModelLost: async () => {},
    change: async () => {},
  };
  return {
    call: (use) => use(api as never) as never,
    onLost: () => {},
    kill: () => {},
  };
}

async function play(events: readonly RunEvent[], sink: RunSink, batch: number): Promise<void> {
  for (let from = 0; from < events.length; from += batch) {
    sink.events(events.slice(from, from + batch));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (events.at(-1)?.kind !== 'ended') await new Promise<never>(() => {});
}
