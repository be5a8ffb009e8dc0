import { expect, it } from 'vitest';
import { checkRoom } from './room.ts';

const GB = 1e9;

it('lets a model in that fits beside what is stored', () => {
  expect(checkRoom(GB, { quota: 10 * GB, usage: 8 * GB }).ok).toBe(true);
});

it('refuses one that does not, with both sizes in MB', () => {
  const room = checkRoom(GB, { quota: 10 * GB, usage: 9.5 * GB });
  // 1000 MB of weights and 32 MB beside them, against half a GB.
  expect(room).toEqual({
    ok: false,
    error: { kind: 'storage-full', message: { kind: 'model-no-room', needed: 1032, free: 500 } },
  });
});

it('does not guess where the browser says nothing', () => {
  expect(checkRoom(GB, {}).ok).toBe(true);
});
