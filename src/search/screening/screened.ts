import type { Outcome, ScreeningFigures, ScreeningStage } from '../domain.ts';

/** Why a candidate is not trained, or not to the end. */
export type Screened = Extract<Outcome, { readonly kind: 'screened' }>;

export const screened = (stage: ScreeningStage, message: string, figures: ScreeningFigures): Screened => ({
  kind: 'screened',
  stage,
  message,
  figures,
});

export const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
