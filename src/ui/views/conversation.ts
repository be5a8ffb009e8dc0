/** A conversation about networks, as it is drawn. */
import { commonestClass } from '../../search/data/commonest.ts';
import type { TaskShape } from '../../search/domain.ts';
import type { CandidateRecord, RunSnapshot } from '../../search/run/fold.ts';
import { percent } from './format.ts';

export interface ChatTurn {
  /** In the run, 0 for the first. */
  readonly request: number;
  readonly text: string;
  /** The network that answers it. */
  readonly record?: CandidateRecord;
  /** Why there is none and will be none. */
  readonly unanswered?: string;
}

/** @param unsaid what waits for the run to begin */
export function conversationOf(run: RunSnapshot, unsaid: readonly string[] = []): readonly ChatTurn[] {
  const answers = new Map(
    run.candidates.flatMap((record) => {
      const { origin } = record.candidate;
      return origin.kind === 'written' && origin.request !== undefined ? [[origin.request, record]] : [];
    }),
  );
  return [...run.said.map(({ text }) => text), ...unsaid].map((text, request) => {
    const record = answers.get(request);
    const unanswered = run.methods.chat?.unanswered.get(request) ?? cutShort(run);
    return { request, text, ...(record ? { record } : unanswered !== undefined && { unanswered }) };
  });
}

const cutShort = ({ status }: RunSnapshot): string | undefined =>
  status === 'ended' ? 'The run ended before this was answered.' : undefined;

/** What a model said around its program; empty for a model that writes nothing else. */
export const talkOf = (reply: string, source: string): string =>
  (source === '' ? reply : reply.replace(source, () => '')).replaceAll(/^[ \t]*[`~]{3,}.*$/gm, '').trim();

export interface Verdict {
  /** Better than any constant answer. */
  readonly isLearnt: boolean;
  readonly words: string;
}

/** From here on an accuracy looks good whatever it is worth. */
const IMPOSING = 0.5;

/** What an accuracy is worth beside always giving the commonest answer, or guessing where that is not known. */
export function verdictOf(valAccuracy: number, task: TaskShape): Verdict {
  const commonest = commonestClass(task);
  const share = commonest?.share ?? 1 / task.classes;
  const lazy = commonest ? `always answering “${commonest.name}”` : `guessing among ${task.classes} classes`;
  if (valAccuracy > share) {
    const points = (100 * (valAccuracy - share)).toFixed(1);
    return { isLearnt: true, words: `${points} points above ${lazy}, which gives ${percent(share)}.` };
  }
  const words =
    valAccuracy >= IMPOSING
      ? `${percent(valAccuracy)} sounds good, but ${lazy} gives ${percent(share)}: nothing of use was learnt.`
      : `No better than ${lazy}, which gives ${percent(share)}: nothing of use was learnt.`;
  return { isLearnt: false, words };
}

/** Which classes there are and how many examples of each, so that the wrong ones are seen; undefined while uncounted. */
export function labelWords({ labelCounts = [], classNames }: TaskShape): string | undefined {
  if (labelCounts.length === 0) return undefined;
  return labelCounts.map((count, at) => `“${classNames?.[at] ?? at}” ${count}`).join(', ');
}
