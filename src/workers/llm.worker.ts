import * as Comlink from 'comlink';
import type { LlmApi } from './api.ts';
import { holdLife } from './life.ts';
import { LlmEngine } from './llm/engine.ts';

Comlink.expose(new LlmEngine(() => import('@mlc-ai/web-llm')) satisfies LlmApi);
holdLife();
