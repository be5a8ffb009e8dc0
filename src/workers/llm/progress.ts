import type { LoadProgress } from '../api.ts';
import type { InitProgressReport } from './package.ts';

/** WebLLM counts each stage from 0 to 1 anew; a download takes far the longest, so it gets most of the bar. */
const STAGES = [
  { says: /^(Start to fetch|Fetching) param/, from: 0, to: 0.8, message: 'Downloading the weights' },
  { says: /^Loading model from cache/, from: 0.8, to: 0.95, message: 'Moving the weights to the GPU' },
  { says: /^Loading GPU shader/, from: 0.95, to: 1, message: 'Compiling for this GPU' },
];

/** One bar for all stages of a load. `totalMB` is the size of the download, where it is known. */
export function describeProgress({ text, progress }: InitProgressReport, totalMB?: number): LoadProgress {
  const stage = STAGES.find(({ says }) => says.test(text));
  if (!stage) return { fraction: progress, message: 'The model is ready' };
  const fraction = stage.from + (stage.to - stage.from) * progress;
  const done = /(\d+)MB fetched/.exec(text)?.[1];
  const amount = done === undefined ? '' : `: ${done}${totalMB === undefined ? '' : ` of ${totalMB}`} MB`;
  return { fraction, message: `${stage.message}${amount}` };
}
