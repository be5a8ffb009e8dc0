/**
 * A person and a model in conversation about networks (Chasovskikh et al., the survey's own experiment): each request
 * is answered with a program, and what became of that program comes back with the person's next words.
 */
import type { CandidateFault, CandidateId, TaskShape } from '../domain.ts';
import type { Evaluated } from '../ports.ts';
import { type Result, err, ok } from '../result.ts';
import type { Told } from '../told/told.ts';
import type { Known, Question } from './ask.ts';
import { extractCode } from './extractCode.ts';
import { metricsText, reportOf } from './report.ts';
import type { Wish } from './request.ts';
import { SYSTEM } from './templates.ts';
import { terseChild, terseCrossover, terseImprovement, terseMutation, tersePrompt } from './terse.ts';

/** A request that was answered, with what became of the answer. */
export interface Turn {
  readonly request: string;
  readonly reply: string;
  readonly evaluated: Evaluated;
}

/**
 * Characters of earlier turns that leave a context of 4,096 tokens room for the rules, the request and the reply: some
 * three of them make a token. Older turns are left out, the latest never.
 */
const ROOM = 6000;

/** In the words of the person, in whichever language: chat models answer in either. */
export function conversationQuestion(
  task: TaskShape,
  turns: readonly Turn[],
  request: string,
  best?: Known,
): Question {
  const kept = latestOf(turns);
  const ids = kept.map(({ evaluated }) => evaluated.candidate.id);
  const reminder = best && !ids.includes(best.id) ? best : undefined;
  const opening = [taskText(task), ...(reminder ? [reminderText(reminder)] : [])];
  // What each of the person's turns begins with: the task, or what became of the program before.
  const heads = [opening, ...kept.map(({ evaluated }) => [reportOf(evaluated, task)])];
  const said = (at: number, words: string) => [...(heads[at] ?? []), words].join('\n\n');
  return {
    prompt: {
      system: SYSTEM,
      earlier: kept.map((turn, at) => ({ user: said(at, turn.request), reply: turn.reply })),
      user: said(kept.length, request),
    },
    parents: [...(reminder ? [reminder.id] : []), ...ids],
    read: extractCode,
  };
}

/** What the small model may go on from. */
export interface Shown {
  /** The latest that was trained. */
  readonly latest?: Known;
  readonly best?: Known;
  /** The second best. */
  readonly second?: Known;
  /** The model's latest program, when it was invalid. */
  readonly rejected?: { readonly id: CandidateId; readonly source: string; readonly fault: CandidateFault };
}

/**
 * In marks, as the wish was understood: improvements are asked for of the best network, changes of the latest, and while
 * there is none, any wish begins with one from nothing.
 *
 * @returns the question and the wish that it makes, or why it cannot be done
 */
export function wishQuestion(
  task: TaskShape,
  wish: Wish,
  { latest, best, second, rejected }: Shown,
): Result<{ readonly question: Question; readonly wish: Wish }, Told> {
  const ask = (made: Wish, user: string, parents: readonly { readonly id: CandidateId }[]) =>
    ok({
      wish: made,
      question: { prompt: { system: '', user }, parents: parents.map(({ id }) => id), read: terseChild },
    });
  if (wish === 'fix') {
    if (!rejected || rejected.source === '') return err({ kind: 'chat-nothing-to-fix' });
    const parent = { source: rejected.source, fault: rejected.fault.kind };
    return ask(wish, terseMutation(task, parent, wish), [rejected]);
  }
  if (wish === 'new' || !latest || !best) return ask('new', tersePrompt({ task }), []);
  if (wish === 'improve') return ask(wish, terseImprovement(task, [best]), [best]);
  if (wish !== 'combine') return ask(wish, terseMutation(task, latest, wish), [latest]);
  if (!second) return err({ kind: 'chat-nothing-to-combine' });
  return ask(wish, terseCrossover(task, [second, best]), [second, best]);
}

function taskText({ inputShape, classes, classNames }: TaskShape): string {
  const names = classNames ? ` (${classNames.join(', ')})` : '';
  return `Inputs have shape [${inputShape.join(', ')}] and there are ${classes} classes${names}.`;
}

const reminderText = ({ source, ...metrics }: Known): string =>
  `The best network so far: ${metricsText(metrics)}.\n\`\`\`js\n${source.trim()}\n\`\`\``;

/** The latest turns that there is room for. */
function latestOf(turns: readonly Turn[]): readonly Turn[] {
  let left = ROOM;
  const before = turns.findLastIndex(({ request, reply }, at) => {
    left -= request.length + reply.length;
    return left < 0 && at < turns.length - 1;
  });
  return turns.slice(before + 1);
}
