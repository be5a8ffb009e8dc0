import { expect, it } from 'vitest';
import { Meter } from './meter.ts';

/** A meter whose clock stands where it is set. */
function aMeter() {
  const said: { fraction: number; message: string }[] = [];
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
    message: 'Downloading: 100 of 1000 MB, about 2 min left',
  });
  time.now = 20_000;
  meter.add(700_000_000);
  expect(said.at(-1)?.message).toBe('Downloading: 800 of 1000 MB, about 5 s left');
});

it('says that it goes on, and reckons with what came since', () => {
  const { meter, said, time } = aMeter();
  meter.begin(1_000_000_000, 500_000_000);
  expect(said).toEqual([{ fraction: 0.4, message: 'Going on with the download: 500 of 1000 MB' }]);
  time.now = 10_000;
  meter.add(100_000_000);
  // 400 MB more at 10 MB/s.
  expect(said.at(-1)?.message).toBe('Going on with the download: 600 of 1000 MB, about 40 s left');
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
