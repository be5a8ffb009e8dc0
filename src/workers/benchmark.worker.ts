import * as Comlink from 'comlink';
import { BenchmarkHost } from './benchmark/benchmarkHost.ts';
import { holdLife } from './life.ts';

Comlink.expose(new BenchmarkHost());
holdLife();
