import type { LoadProgress } from '../api.ts';
import type { InitProgressReport } from './package.ts';
import { DOWNLOAD_SHARE } from './store/meter.ts';

/** WebLLM counts each stage from 0 to 1 anew; these are their shares of the way from the store to a ready model. */
const STAGES = [
  { says: /^(Start to fetch|Fetching) param/, from: 0, to: 0, kind: 'weights-to-gpu' },
  { says: /^Loading model from cache/, from: 0, to: 0.75, kind: 'weights-to-gpu' },
  { says: /^Loading GPU shader/, from: 0.75, to: 1, kind: 'compiling' },
] as const;

/** One bar for all stages of a load. @param wasNew it had to be downloaded, which took the greater part of the bar */
export function describeProgress({ text, progress }: InitProgressReport, wasNew: boolean): LoadProgress {
  const stage = STAGES.find(({ says }) => says.test(text));
  const start = wasNew ? DOWNLOAD_SHARE : 0;
  if (!stage) return { fraction: 1, stage: { kind: 'ready' } };
  const part = stage.from + (stage.to - stage.from) * progress;
  return { fraction: start + (1 - start) * part, stage: { kind: stage.kind } };
}
