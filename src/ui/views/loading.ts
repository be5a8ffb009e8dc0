/** How far the load of a model is, in words. */
import type { LoadProgress } from '../../workers/api.ts';
import { m } from '../messages/messages.js';
import { bytes, roughly } from './format.ts';

/** @returns no sentence, so that it may go on with dots */
export function loadingWords({ stage, fraction }: LoadProgress): string {
  switch (stage.kind) {
    case 'starting':
      return m.model_starting();
    case 'weights-to-gpu':
      return m.model_load_weights();
    case 'compiling':
      return m.model_load_compiling();
    case 'ready':
      return m.model_load_ready();
    case 'browser-downloads':
      return m.model_load_browser({ percent: Math.round(100 * fraction) });
    case 'copying':
      return m.model_load_copying({ amount: amount(stage) });
    case 'downloading': {
      const told = { amount: amount(stage) };
      const what = stage.isGoingOn ? m.model_load_going_on(told) : m.model_load_downloading(told);
      const { secondsLeft } = stage;
      return secondsLeft === undefined
        ? what
        : m.model_load_left({ what, time: roughly(1000 * secondsLeft) });
    }
  }
}

const amount = ({ done, total }: { readonly done: number; readonly total: number }): string =>
  m.model_load_of({ done: bytes(done), total: bytes(total) });
