import * as Comlink from 'comlink';
import type { CoderApi } from './api.ts';
import { Coder } from './coder/coder.ts';
import { kernelArithmetic } from './coder/kernels.ts';
import { openModel } from './coder/open.ts';
import { holdLife } from './life.ts';

Comlink.expose(
  new Coder({
    open: openModel,
    arithmetic: kernelArithmetic,
    tuning: () => import('./coder/tuning.ts'),
    publishing: () => import('./coder/publish.ts'),
  }) satisfies CoderApi,
);
holdLife();
