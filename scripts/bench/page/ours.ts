/** The product's own step, as `fit` takes it. */
import { parse } from 'valibot';
import type { BackendName } from '../../../src/search/domain.ts';
import { trainingSchema } from '../../../src/search/spec/spec.ts';
import { startBackend } from '../../../src/workers/trainer/backend.ts';
import { buildNetwork } from '../../../src/workers/trainer/network.ts';
import { makeOptimizer } from '../../../src/workers/trainer/optimizer/optimizer.ts';
import { takeStep } from '../../../src/workers/trainer/step.ts';
import { SEED, tfSide } from './tfSide.ts';

const training = parse(trainingSchema, {});

export const ours = (backend: BackendName) =>
  tfSide(
    async () => void (await startBackend(backend)),
    async ({ topology }, data) => {
      const network = await buildNetwork({ topology, training, seed: SEED });
      const optimizer = makeOptimizer(training, network.variables);
      return {
        variables: network.variables,
        step: (indices, learningRate) => takeStep(network, optimizer, data, indices, learningRate).loss,
        dispose: () => {
          optimizer.dispose();
          network.dispose();
        },
      };
    },
  );
