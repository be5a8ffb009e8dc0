import { type Completion, type Proposer, ProposerUnavailable } from '../../search/ports.ts';
import type { LlmFault, TextWriter } from '../api.ts';

/**
 * The loaded model as the search sees it. Requests wait for each other here, so that an interrupt, which the worker
 * applies to whatever is under way, hits the request that was meant.
 * @param api the worker, or a wrapper of it; whoever crosses a thread must lend `onText` to it
 */
export function createProposer(
  api: TextWriter,
  traits: Pick<Proposer, 'model' | 'style' | 'constrains'>,
  onFault: (fault: LlmFault) => void = () => {},
): Proposer {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ...traits,
    complete(prompt, options, onText, signal) {
      const run = async (): Promise<Completion> => {
        signal.throwIfAborted();
        const interrupt = () => void api.interrupt().catch(() => {});
        signal.addEventListener('abort', interrupt);
        try {
          const result = await api.complete(prompt, options, (piece) => {
            if (!signal.aborted) onText(piece);
          });
          signal.throwIfAborted();
          if (result.ok) return result.value;
          onFault(result.error);
          throw new ProposerUnavailable(result.error.message);
        } finally {
          signal.removeEventListener('abort', interrupt);
        }
      };
      const reply = turn.then(run);
      turn = reply.catch(() => {});
      return orAbort(reply, signal);
    },
  };
}

/** Settles as the reply does, but rejects with the abort reason as soon as the signal fires. */
const orAbort = <T>(reply: Promise<T>, signal: AbortSignal) =>
  new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    // Taken off again, since one signal serves all requests of a run.
    signal.addEventListener('abort', abort);
    const done = () => signal.removeEventListener('abort', abort);
    void reply.then(resolve, reject).then(done);
  });
