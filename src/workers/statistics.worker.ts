import * as Comlink from 'comlink';
import { standingsOf } from '../search/compare/standings.ts';
import { appraise } from '../search/estimators/appraisal/appraise.ts';
import type { StatisticsApi } from './api.ts';
import { holdLife } from './life.ts';

Comlink.expose({
  standings: async (contestants, along, reference) => standingsOf(contestants, along, reference),
  appraise: async (trained, seed) => appraise(trained, seed),
} satisfies StatisticsApi);
holdLife();
