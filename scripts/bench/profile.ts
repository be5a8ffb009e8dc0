/** Where the time of a step goes on wasm. */
import type { Browser } from './browserSides.ts';
import type { Batch, NetName } from './names.ts';
import type { KernelShare, Profile } from './page/side.ts';
import { stepsFor, warmUp } from './turns.ts';

export interface NetProfile extends Profile {
  readonly net: NetName;
  readonly batch: Batch;
  /** Milliseconds of the step that no kernel accounts for: layers, the gradient tape, TF.js's bookkeeping. */
  readonly outsideMs: number;
}

/** The default batch size of a search. */
const BATCH = 128;
/** The clock is coarse, and only long runs even that out. */
const RUN_MS = 2000;

export async function profile(nets: readonly NetName[], browser: Browser): Promise<NetProfile[]> {
  const side = browser.side('ours-wasm');
  await side.start();
  const profiles: NetProfile[] = [];
  for (const net of nets) {
    await side.prepare(net, BATCH);
    const stepMs = await warmUp(side, await side.time(1), 300);
    const found = await side.profile(stepsFor(stepMs, RUN_MS));
    profiles.push({ net, batch: BATCH, ...found, outsideMs: found.stepMs - inKernels(found.kernels) });
  }
  return profiles;
}

const inKernels = (kernels: readonly KernelShare[]) => kernels.reduce((sum, { ms }) => sum + ms, 0);
