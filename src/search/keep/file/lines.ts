/** A run as lines of JSON: the first says what is known of it beside its events, which follow, one a line. */
import * as v from 'valibot';
import type { RunEvent } from '../../domain.ts';
import { type Result, err, ok } from '../../result.ts';
import { foldRun } from '../../run/fold.ts';
import { misfitsIn, together } from '../../told/misfits.ts';
import type { Told } from '../../told/told.ts';
import { saidBy } from '../../told/toldError.ts';
import type { WholeRun } from '../runStore.ts';
import { runEventSchema } from './eventSchema.ts';
import type { FileFault } from './fault.ts';
import { nestingOf } from './nesting.ts';

/**
 * A thousand candidates on each arm with a hundred points of their curves each. The fold copies a list with each entry,
 * so that the time for a file would grow with the square of its length.
 */
const MOST_EVENTS = 250_000;
const MOST_LISTED = 20_000;
const LISTED: ReadonlySet<RunEvent['kind']> = new Set([
  'asked',
  'epoch',
  'charged',
  'changed',
  'method',
  'niche',
  'said',
  'notice',
]);
/** The deepest event there is, a topology with layers in layers, has a quarter of that. */
const DEEPEST = 64;
/** A time beyond this is none (ECMA-262, Time Values and Time Range). */
const LATEST = 8.64e15;

const headSchema = v.strictObject({
  name: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  begunAt: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LATEST)),
  /** How many follow. */
  events: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export const writeLines = ({ events, name, begunAt }: WholeRun): string =>
  [{ ...(name !== undefined && { name }), begunAt, events: events.length }, ...events]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** Reads what `writeLines` wrote; whatever else is given comes back as a fault and is never thrown. */
export function readLines(text: string): Result<WholeRun, FileFault> {
  // Not all of them: of a file of nothing but line ends they would take more memory than there is.
  const [first = '', ...rest] = text.replace(/\n$/, '').split('\n', MOST_EVENTS + 2);
  const head = parsed(headSchema, first, 1);
  if (!head.ok) return head;
  const { events: count, ...about } = head.value;
  if (count > MOST_EVENTS || rest.length > MOST_EVENTS)
    return err({ kind: 'too-long', of: 'events', most: MOST_EVENTS });
  if (rest.length !== count)
    return err({
      kind: 'no-sense',
      line: 1,
      message: { kind: 'events-miscounted', announced: count, follow: rest.length },
    });
  const events: RunEvent[] = [];
  const listed = new Map<string, number>();
  for (const [i, line] of rest.entries()) {
    const event = parsed(runEventSchema, line, i + 2);
    if (!event.ok) return event;
    if ((event.value.kind === 'started') !== (i === 0))
      return err({
        kind: 'no-sense',
        line: i + 2,
        message: { kind: 'started-misplaced' },
      });
    const { kind } = event.value;
    if (LISTED.has(kind)) {
      const list = event.value.kind === 'epoch' ? `${kind} ${event.value.id}` : kind;
      const entries = 1 + (listed.get(list) ?? 0);
      if (entries > MOST_LISTED) return err({ kind: 'too-long', of: kind, most: MOST_LISTED });
      listed.set(list, entries);
    }
    events.push(event.value);
  }
  try {
    foldRun(events);
  } catch (error) {
    return err({ kind: 'no-sense', line: 2, message: saidBy(error) });
  }
  return ok({ ...about, events });
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, line: string, number: number): Result<T, FileFault> {
  const misfit = (message: Told) => err({ kind: 'no-sense' as const, line: number, message });
  if (nestingOf(line) > DEEPEST) return misfit({ kind: 'line-too-deep', most: DEEPEST });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return misfit({ kind: 'line-not-json' });
  }
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? ok(result.output) : misfit(together(misfitsIn(result.issues)));
}
