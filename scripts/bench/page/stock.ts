/** TF.js as it comes: its layers, its loss, its Adam, its kernels. Nothing of ours is registered in this worker. */
import * as tf from '@tensorflow/tfjs-core';
import { models } from '@tensorflow/tfjs-layers';
import type { BackendName } from '../../../src/search/domain.ts';
import { prepareTopology } from '../../../src/workers/trainer/topology.ts';
import { registerPlainGradients } from './plainGradients.ts';
import { SEED, tfSide } from './tfSide.ts';

const load: Record<BackendName, () => Promise<unknown>> = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  wasm: async () => {
    const { startWasm } = await import('./stockWasm.ts');
    startWasm();
    registerPlainGradients();
  },
};

async function start(backend: BackendName): Promise<void> {
  await load[backend]();
  if (!(await tf.setBackend(backend))) throw new Error(`The ${backend} backend of TF.js did not start.`);
}

export const stock = (backend: BackendName) =>
  tfSide(
    () => start(backend),
    async ({ topology }, data) => {
      const seeded = prepareTopology(topology, SEED).topology;
      const model = await models.modelFromJSON({ modelTopology: seeded } as unknown as Parameters<
        typeof models.modelFromJSON
      >[0]);
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const optimizer = tf.train.adam();
      return {
        variables,
        step: (indices, learningRate) => {
          // Adam has no setter for it, and takes it anew at each step.
          Object.assign(optimizer, { learningRate });
          return tf.tidy(() => {
            const rows = tf.tensor1d(indices, 'int32');
            const [x, labels] = [tf.gather(data.x, rows), tf.gather(data.labels, rows)];
            const loss = () =>
              tf.losses.softmaxCrossEntropy(
                labels,
                model.apply(x, { training: true }) as tf.Tensor,
              ) as tf.Scalar;
            return optimizer.minimize(loss, true, variables) as tf.Scalar;
          });
        },
        dispose: () => {
          optimizer.dispose();
          model.dispose();
        },
      };
    },
  );
