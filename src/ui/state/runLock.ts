/**
 * One tab at a time writes a run: a Web Lock for each, which the browser frees when the tab is gone, however it went. Where
 * a page is served without TLS there are no locks, and every run counts as free.
 */
import type { RunId } from '../../search/keep/runStore.ts';

/** How long the page of a moment ago may take to be gone. */
const LEAVING_MS = 3000;

const nameOf = (id: RunId) => `nas-playground/run/${id}`;

const locks = (): LockManager | undefined => (globalThis.navigator as Partial<Navigator>).locks;

/** @returns what frees it again; undefined when another tab has it */
export async function holdRun(id: RunId): Promise<(() => void) | undefined> {
  const manager = locks();
  if (!manager) return () => {};
  return new Promise((resolve, reject) => {
    manager
      .request(nameOf(id), { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((free) => resolve(free));
      })
      .catch(reject);
  });
}

/** Whether no tab writes it. Waits a moment for one that is about to be gone. */
export async function isFree(id: RunId): Promise<boolean> {
  const manager = locks();
  if (!manager) return true;
  try {
    await manager.request(nameOf(id), { signal: AbortSignal.timeout(LEAVING_MS) }, () => {});
    return true;
  } catch {
    return false;
  }
}

/** Of these, those that a tab writes now. */
export async function heldRuns(ids: readonly RunId[]): Promise<ReadonlySet<RunId>> {
  const { held = [] } = (await locks()?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name));
  return new Set(ids.filter((id) => names.has(nameOf(id))));
}
