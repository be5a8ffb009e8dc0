import * as Comlink from 'comlink';
import { appraise } from '../search/estimators/appraisal/appraise.ts';
import type { StatisticsApi } from './api.ts';
import { holdLife } from './life.ts';

Comlink.expose({
  appraise: async (trained, seed) => appraise(trained, seed),
} satisfies StatisticsApi);
holdLife();
