import { expect, it } from 'vitest';
import type { LoadProgress } from '../../api.ts';
import { Meter } from './meter.ts';

/** A meter whose clock stands where it is set. */
function aMeter() {
  const said: LoadProgress[] = [];
  const time = { now: 0 };
  const meter = new Meter(
    (progress) => said.push(progress),
    () => time.now,
  );
  return { meter, said, time };
}

it('says how much has come, of how much, and how long the rest will take at this speed', () => {
  const { meter, said, time } = aMeter();
  meter.begin(1_000_000_000, 0);
  time.now = 10_000;
  meter.add(100_000_000);
  // 100 MB in 10 s leave 900 MB for 90 s.
  expect(said.at(-1)).toEqual({
    fraction: expect.closeTo(0.08),
    stage: { kind: 'downloading', done: 1e8, total: 1e9, isGoingOn: false, secondsLeft: 90 },
  });
  time.now = 20_000;
  meter.add(700_000_000);
  // 800 MB in 20 s leave 200 MB for 5 s.
  expect(said.at(-1)?.stage).toMatchObject({ done: 8e8, secondsLeft: 5 });
});

it('says that it goes on, and reckons with what came since', () => {
  const { meter, said, time } = aMeter();
  meter.begin(1_000_000_000, 500_000_000);
  expect(said).toEqual([
    { fraction: 0.4, stage: { kind: 'downloading', done: 5e8, total: 1e9, isGoingOn: true } },
  ]);
  time.now = 10_000;
  meter.add(100_000_000);
  // 400 MB more at 10 MB/s.
  expect(said.at(-1)?.stage).toMatchObject({ done: 6e8, isGoingOn: true, secondsLeft: 40 });
});

it('says nothing when there is nothing to download, and not a word for every piece', () => {
  const { meter, said } = aMeter();
  meter.begin(5, 5);
  expect(said).toEqual([]);
  meter.begin(1_000, 0);
  for (let i = 0; i < 999; i++) meter.add(1);
  expect(said).toHaveLength(1);
  meter.add(1);
  expect(said.at(-1)).toMatchObject({ fraction: 0.8 });
});
