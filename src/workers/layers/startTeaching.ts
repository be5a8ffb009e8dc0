import { startBackend } from '../trainer/backend.ts';
import { teach } from './teach.ts';

let started: Promise<unknown> | undefined;

/**
 * On WebAssembly whatever else there is: its sums are the same on every machine, and networks of this size would leave a
 * GPU waiting for its orders.
 */
export async function startTeaching(): Promise<typeof teach> {
  await (started ??= startBackend('wasm'));
  return teach;
}
