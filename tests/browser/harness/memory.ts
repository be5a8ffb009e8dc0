/** Many trainings of different networks in one trainer worker, for a test that watches its memory. */
import * as Comlink from 'comlink';
import { parse } from 'valibot';
import type { Topology } from '../../../src/search/domain.ts';
import { sampleProgram } from '../../../src/search/program/grammar/sample.ts';
import { Rng } from '../../../src/search/random/rng.ts';
import { datasetSchema } from '../../../src/search/spec/dataset.ts';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import type { TrainerApi } from '../../../src/workers/api.ts';
import { QuickJsCompiler } from '../../../src/workers/sandbox/compiler.ts';
import wasmLocation from '@jitl/quickjs-wasmfile-release-sync/wasm?url';

const worker = new Worker(new URL('./memory.worker.ts', import.meta.url), {
  type: 'module',
  name: 'trainer',
});
const trainer = Comlink.wrap<TrainerApi>(worker);

/** One step on few examples: what is watched is what a network leaves behind, not how it learns. */
const training = parse(trainingSchema, { batchSize: 8, length: { unit: 'steps', count: 2 } });

const TASK = { inputShape: [40, 1], classes: 10 };

/** Opens the trainer on the wasm backend with little data, and samples so many different networks. */
export async function open(networks: number) {
  await trainer.open({
    backend: 'wasm',
    data: {
      dataset: parse(datasetSchema, { id: 'mnist1d', samples: 100 }),
      validationFraction: 0.125,
      seed: 1,
      baseUrl: new URL('/', location.href).href,
    },
  });
  const compiler = new QuickJsCompiler(wasmLocation);
  const rng = new Rng(1);
  const topologies = new Map<string, Topology>();
  while (topologies.size < networks) {
    const compiled = await compiler.compile(sampleProgram(TASK, rng), TASK);
    if (compiled.ok) topologies.set(compiled.value.hash, compiled.value.topology);
  }
  const sampled = [...topologies.values()];
  return {
    /** Trains the networks from one to before another, and tells how many came to a score. */
    async train(from: number, to: number) {
      let scored = 0;
      for (const topology of sampled.slice(from, to)) {
        const result = await trainer.train(
          { topology, training, seed: 1 },
          Comlink.proxy(() => {}),
        );
        if (result.kind === 'scored') scored += 1;
      }
      return scored;
    },
    memory: () => trainer.memory(),
  };
}
