/** Our own engine in a worker: it writes where there is no WebGPU, and teaches. */
export const startCoderWorker = () =>
  new Worker(new URL('../coder.worker.ts', import.meta.url), { type: 'module', name: 'coder' });
