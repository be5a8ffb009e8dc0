import * as Comlink from 'comlink';
import type { Supernet, TeachingStep } from '../../search/ports.ts';
import type { TrainerPool } from './trainerPool.ts';

/** The supernet on whichever trainer is free: what it has learnt goes along with every request. */
export class SupernetClient implements Supernet {
  readonly #pool: Pick<TrainerPool, 'lend'>;

  constructor(pool: Pick<TrainerPool, 'lend'>) {
    this.#pool = pool;
  }

  trainPaths(...[settings, onStep, signal]: Parameters<Supernet['trainPaths']>) {
    return this.#pool.lend(signal, (trainer) =>
      trainer.supernet(signal, (api) => api.trainPaths(settings, told(onStep))),
    );
  }

  score(...[weights, networks, signal]: Parameters<Supernet['score']>) {
    return this.#pool.lend(signal, (trainer) =>
      trainer.supernet(signal, (api) => api.scorePaths(weights, networks)),
    );
  }

  relax(...[settings, from, steps, onStep, signal]: Parameters<Supernet['relax']>) {
    return this.#pool.lend(signal, (trainer) =>
      trainer.supernet(signal, (api) => api.relax(settings, from, steps, told(onStep))),
    );
  }
}

/** The listener's answer is not waited for. */
const told = (onStep: (step: TeachingStep) => void) =>
  Comlink.proxy((step: TeachingStep) => void onStep(step));
