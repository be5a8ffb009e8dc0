import { describe, expect, it } from 'vitest';
import { gaussianFilter } from './gaussianFilter.ts';

/** Expected numbers were printed by scipy 1.17's `scipy.ndimage.gaussian_filter(signal, 2)`. */
describe('gaussianFilter', () => {
  it('spreads an impulse at the edge as scipy does, the mirrored half included', () => {
    const smooth = gaussianFilter(
      Float64Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : 0)),
      2,
    );
    const expected = [
      0.37551040674953534, 0.2970232486501394, 0.18574742637007646, 0.09175589457202629, 0.03576026233008472,
      0.010980267535382424, 0.0026523121931033436, 0.0005032653100794239, 0.00006691628957263553, 0, 0,
    ];
    expected.forEach((value, i) => expect(smooth[i]).toBeCloseTo(value, 15));
  });

  it('agrees with scipy on a signal that mirrors at both edges', () => {
    const smooth = gaussianFilter(Float64Array.of(1, -2, 3, 0, 5, -1, 2, 2, -4, 1, 0, 6), 2);
    const expected = [
      0.5125707225226022, 0.7055123100237319, 1.00978621137376, 1.2776053911973244, 1.3627123766661589,
      1.209216940809166, 0.8926587472765068, 0.607771970879515, 0.5993853928260771, 1.0002187839077596,
      1.6574297898499872, 2.165131362667412,
    ];
    expected.forEach((value, i) => expect(smooth[i]).toBeCloseTo(value, 13));
  });
});
