import { expect, test } from 'vitest';
import { withSection } from '../../../scripts/bench/document.ts';
import type { MeasuredRow } from '../../../scripts/bench/rows.ts';
import { trainRow } from '../../../scripts/bench/rows.ts';
import { candidatesPerMinute } from '../../../scripts/bench/rate.ts';
import { tableOf } from '../../../scripts/bench/tables.ts';
import { defaultSpec } from '../../../src/search/spec/spec.ts';
import { judgeSearch, judgeSteps } from '../../../scripts/bench/targets.ts';
import { aScore } from '../../../src/search/testing/architectures.ts';
import type { RunEvent } from '../../../src/search/domain.ts';

const row = (more: Partial<MeasuredRow>): MeasuredRow => ({
  net: 'mlp',
  backend: 'wasm',
  batch: 32,
  peer: 'pytorch',
  oursMs: 1,
  peerMs: 1,
  ratio: 1,
  kernelsPerStep: 20,
  dispatchesPerStep: null,
  peerKernels: null,
  peerDispatches: null,
  ...more,
});

test('a row is printed with the fields that are promised and no others', () => {
  expect(Object.keys(trainRow(row({ peerKernels: 40 })))).toEqual([
    'net',
    'backend',
    'batch',
    'peer',
    'oursMs',
    'peerMs',
    'ratio',
    'kernelsPerStep',
    'dispatchesPerStep',
  ]);
});

test('a promise is judged by its worst case', () => {
  const verdicts = judgeSteps([row({ ratio: 0.5 }), row({ net: 'cnn1d', batch: 512, ratio: 1.2 })]);
  expect(verdicts.map(({ met }) => met)).toEqual([true, false]);
  expect(verdicts[1]?.found).toBe('worst of 2: 1.20 (cnn1d, batch 512); 1 beyond');
});

test('on webgpu the dispatches are judged, not the time', () => {
  const gpu = row({ backend: 'webgpu', peer: 'tfjs-webgpu', ratio: 9, dispatchesPerStep: 40 });
  expect(judgeSteps([{ ...gpu, peerDispatches: 100 }])[0]).toMatchObject({ met: true });
  expect(judgeSteps([{ ...gpu, peerDispatches: 60 }])[0]).toMatchObject({ met: false });
});

test('what was not measured is not judged', () => {
  expect(judgeSteps([row({ oursMs: null, peerMs: null, ratio: null })])).toEqual([]);
  expect(judgeSteps([])).toEqual([]);
  expect(judgeSearch([])).toEqual([]);
});

test('a table lines up, numbers to the right', () => {
  expect(
    tableOf(
      ['net', 'ms'],
      [
        ['mlp', '0.51'],
        ['residual', '12.3'],
      ],
    ),
  ).toBe(
    ['| net      |   ms |', '|----------|-----:|', '| mlp      | 0.51 |', '| residual | 12.3 |'].join('\n'),
  );
});

test('a section of the page is replaced and the rest stays as it is', () => {
  const page = 'before <!-- bench:train -->old<!-- /bench:train --> after';
  const written = withSection(page, 'train', 'new');
  expect(written).toBe('before <!-- bench:train -->\n\nnew\n\n<!-- /bench:train --> after');
  expect(withSection(written, 'train', 'new')).toBe(written);
  expect(() => withSection(page, 'search', 'new')).toThrow('The page has no place for "search"');
});

test('the rate counts scored candidates from the first training to the last end', () => {
  const outcome = { kind: 'scored', params: 10, flops: 20, activationBytes: 40, ...aScore(0.5) } as const;
  const events: RunEvent[] = [
    { at: 0, kind: 'started', spec: defaultSpec(), task: { inputShape: [40, 1], classes: 10 } },
    { at: 60_000, kind: 'training', id: 1, trainer: 1 },
    { at: 90_000, kind: 'finished', id: 1, outcome },
    { at: 91_000, kind: 'training', id: 2, trainer: 1 },
    { at: 95_000, kind: 'finished', id: 3, outcome: { kind: 'duplicate', of: 1 } },
    { at: 180_000, kind: 'finished', id: 2, outcome },
    { at: 200_000, kind: 'ended', reason: 'budget' },
  ];
  expect(candidatesPerMinute(events)).toBe(1);
});
