/** A conversation about networks, as it is drawn. */
import { commonestClass } from '../../search/data/commonest.ts';
import type { TaskShape } from '../../search/domain.ts';
import { type Language, languageOf } from '../../search/prompts/request.ts';
import type { CandidateRecord, RunSnapshot } from '../../search/run/fold.ts';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';
import { fixed, percent } from './format.ts';
import { inLanguage } from './inLanguage.ts';
import { toldWords } from './told.ts';
import { classWord } from './words.ts';

export interface ChatTurn {
  /** In the run, 0 for the first. */
  readonly request: number;
  readonly text: string;
  /** The network that answers it. */
  readonly record?: CandidateRecord;
  /** Why there is none and will be none, in the language of the request, which need not be the page's. */
  readonly unanswered?: { readonly words: string; readonly language: Language };
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
    if (record) return { request, text, record };
    // What has no letters is in no language.
    const language = /\p{L}/u.test(text) ? languageOf(text) : getLocale();
    const words = inLanguage(language, () => excuse(run, request));
    return { request, text, ...(words !== undefined && { unanswered: { words, language } }) };
  });
}

function excuse({ methods, status }: RunSnapshot, request: number): string | undefined {
  const why = methods.chat?.unanswered.get(request);
  if (why !== undefined) return toldWords(why);
  return status === 'ended' ? m.words_cut_short() : undefined;
}

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
  const lazy = commonest
    ? m.words_always_answering({ name: classWord(commonest.name) })
    : m.words_guessing_among({ count: task.classes });
  if (valAccuracy > share) {
    const points = fixed(100 * (valAccuracy - share), 1);
    return { isLearnt: true, words: m.words_points_above({ points, lazy, share: percent(share) }) };
  }
  const words =
    valAccuracy >= IMPOSING
      ? m.words_sounds_good({ accuracy: percent(valAccuracy), lazy, share: percent(share) })
      : m.words_no_better({ lazy, share: percent(share) });
  return { isLearnt: false, words };
}

/** Which classes there are and how many examples of each, so that the wrong ones are seen; undefined while uncounted. */
export function labelWords({ labelCounts = [], classNames }: TaskShape): string | undefined {
  if (labelCounts.length === 0) return undefined;
  return labelCounts
    .map((count, at) => m.words_label_count({ name: classWord(classNames?.[at] ?? String(at)), count }))
    .join(', ');
}
