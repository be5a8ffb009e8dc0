import { describe, expect, it } from 'vitest';
import { joinView, splitView } from './viewAddress.ts';

describe('the look of the page in the address', () => {
  it('is taken out of it, wherever it stands, and the rest is left as it was', () => {
    expect(splitView('#lesson=3&hide=settings,model-panel&seed=4&view=projector')).toEqual({
      hidden: ['settings', 'model-panel'],
      isProjector: true,
      rest: 'lesson=3&seed=4',
    });
    expect(splitView('')).toEqual({ hidden: [], isProjector: false, rest: '' });
  });

  it('is left to be called a fault when it cannot be read', () => {
    expect(splitView('hide=&view=tv').rest).toBe('hide=&view=tv');
  });

  it('comes back from an address that was put together', () => {
    const view = { hidden: ['archive', 'race'], isProjector: true, rest: 'seed=4' };
    expect(joinView(view)).toBe('seed=4&hide=archive,race&view=projector');
    expect(splitView(joinView(view))).toEqual(view);
    expect(joinView({ hidden: [], isProjector: false, rest: '' })).toBe('');
  });
});
