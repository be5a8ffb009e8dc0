import coderWorker from '../coder.worker.ts?worker&url';
import { startWorker } from '../start.ts';

/** Our own engine in a worker: it writes where there is no WebGPU, and teaches. */
export const startCoderWorker = () => startWorker(coderWorker, 'coder');
