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
  /** How often a setting is changed on the way. */
  readonly changes: number;
}

/** A search whose run is written beforehand. Only what a picture of a run needs is there. */
export function scriptedSearch({ candidates, until, batch, changes }: Script): Linked<SearchApi> {
  const events = withChanges(syntheticRun(candidates), changes);
  const played = events.slice(0, Math.round(events.length * until));
  const api: Partial<SearchApi> = {
    machine: async () => ({ cores: 4, suggestedWorkers: 3, webgpu: { kind: 'none', f16: false } }),
    start: (_spec, sink) => play(played, sink, batch),
    shelf: { models: async () => [], storage: async () => ({ models: [] }) } as never,
    onModelLost: async () => {},
    change: async () => {},
    setPace: async () => {},
  };
  return {
    call: (use) => use(api as never) as never,
    onLost: () => {},
    kill: () => {},
  };
}

/** Evenly over the run, each change makes the trainers one more. */
function withChanges(events: readonly RunEvent[], count: number): readonly RunEvent[] {
  const spacing = events.length / (count + 1);
  return Array.from({ length: count + 1 }, (_, i) => {
    const part = events.slice(Math.round(i * spacing), Math.round((i + 1) * spacing));
    const change: RunEvent = { at: part[0]?.at ?? 0, kind: 'changed', patch: { workers: i + 1 } };
    return i === 0 ? part : [change, ...part];
  }).flat();
}

async function play(events: readonly RunEvent[], sink: RunSink, batch: number): Promise<void> {
  for (let from = 0; from < events.length; from += batch) {
    sink.events(events.slice(from, from + batch));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (events.at(-1)?.kind !== 'ended') await new Promise<never>(() => {});
}
