import { type Completion, type Proposer, ProposerUnavailable } from '../../search/ports.ts';
import type { LlmFault, TextWriter } from '../api.ts';
import { orAbort } from './orAbort.ts';

/** What of a proposer a loaded model is by itself; learning takes a worker more. */
export type WritingModel = Pick<Proposer, 'model' | 'style' | 'constrains' | 'complete'>;

/**
 * The loaded model as the search sees it. Requests wait for each other here, so that an interrupt, which the worker
 * applies to whatever is under way, hits the request that was meant.
 * @param api the worker, or a wrapper of it; whoever crosses a thread must lend `onText` to it
 */
export function createProposer(
  api: TextWriter,
  traits: Omit<WritingModel, 'complete'>,
  onFault: (fault: LlmFault) => void = () => {},
): WritingModel {
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
