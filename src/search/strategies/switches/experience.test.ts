import { describe, expect, it } from 'vitest';
import type { LayerSummary, Outcome } from '../../domain.ts';
import { anArchitecture } from '../../testing/architectures.ts';
import { evaluated, written } from '../../testing/evaluated.ts';
import { scored } from '../../testing/strategyContract.ts';
import { Experience } from './experience.ts';

const layer = (detail: string): LayerSummary => ({
  name: 'dense',
  className: 'Dense',
  detail,
  inputs: [],
  outputShape: [1],
  params: 0,
  flops: 0,
  activationBytes: 4,
});
const withLayer = (detail: string) => ({ architecture: anArchitecture('hash', { layers: [layer(detail)] }) });

const rejected: Outcome = {
  kind: 'rejected',
  fault: { kind: 'shape', message: 'Layers do not fit.', quote: ' add([a, b]) ' },
};

describe('what was tried lately', () => {
  it('is empty before the model has written anything', () => {
    const experience = new Experience();
    experience.tell(evaluated(1, { kind: 'sampled' }, scored(0.5, 1000)));
    expect(experience.words).toBe('');
  });

  it('is told as problem, change and outcome, failures among them', () => {
    const experience = new Experience();
    experience.tell({ ...evaluated(1, { kind: 'sampled' }, scored(0.5, 1000)), ...withLayer('8 units') });
    experience.tell(evaluated(2, written([1], { instruction: 'widen' }), rejected));
    experience.tell({
      ...evaluated(3, written([1], { instruction: 'widen' }), scored(0.55, 2000)),
      ...withLayer('16 units'),
    });
    experience.tell({
      ...evaluated(4, written([3, 1]), { kind: 'duplicate', of: 3 }),
      ...withLayer('16 units'),
    });
    experience.tell(evaluated(5, written([2], { instruction: 'fix' }), rejected));
    expect(experience.words.split('\n')).toEqual([
      'What was tried lately:',
      '- Problem: 50.0 % validation accuracy with 1000 parameters. Change: widen. Outcome: invalid: Layers do not fit. (at `add([a, b])`)',
      '- Problem: 50.0 % validation accuracy with 1000 parameters. Change: widen; out: Dense (8 units); in: Dense (16 units). Outcome: 55.0 % validation accuracy with 2000 parameters',
      '- Problem: 55.0 % validation accuracy with 2000 parameters and 50.0 % validation accuracy with 1000 parameters. Change: the same layers in another order or wiring. Outcome: the same network as an earlier one',
      '- Problem: no network that runs. Change: fix. Outcome: invalid: Layers do not fit. (at `add([a, b])`)',
    ]);
  });

  it('leaves out what comes from another island, whose parents are not known here', () => {
    const experience = new Experience();
    experience.tell(evaluated(8, written([7]), scored(0.9)));
    expect(experience.words).toBe('');
    experience.tell(evaluated(9, written([8]), scored(0.8)));
    expect(experience.words).toContain('Problem: 90.0 %');
  });

  it('forgets all but the last five', () => {
    const experience = new Experience();
    for (let id = 1; id < 8; id++) experience.tell(evaluated(id, written([]), scored(id / 10)));
    expect(experience.words.match(/Outcome: \d+/g)).toEqual(
      [30, 40, 50, 60, 70].map((percent) => `Outcome: ${percent}`),
    );
  });
});
