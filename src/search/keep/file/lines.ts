/** A run as lines of JSON: the first says what is known of it beside its events, which follow, one a line. */
import * as v from 'valibot';
import type { RunEvent } from '../../domain.ts';
import { type Result, err, messageOf, ok } from '../../result.ts';
import { foldRun } from '../../run/fold.ts';
import { saidBy } from '../../told/toldError.ts';
import type { WholeRun } from '../runStore.ts';
import { runEventSchema } from './eventSchema.ts';
import type { FileFault } from './fault.ts';

const headSchema = v.strictObject({
  name: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  begunAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** How many follow. */
  events: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export const writeLines = ({ events, name, begunAt }: WholeRun): string =>
  [{ ...(name !== undefined && { name }), begunAt, events: events.length }, ...events]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

/** Reads what `writeLines` wrote; whatever else is given comes back as a fault and is never thrown. */
export function readLines(text: string): Result<WholeRun, FileFault> {
  const [first = '', ...rest] = text.replace(/\n$/, '').split('\n');
  const head = parsed(headSchema, first, 1);
  if (!head.ok) return head;
  const { events: count, ...about } = head.value;
  if (rest.length !== count)
    return err({
      kind: 'no-sense',
      line: 1,
      message: { kind: 'events-miscounted', announced: count, follow: rest.length },
    });
  const events: RunEvent[] = [];
  for (const [i, line] of rest.entries()) {
    const event = parsed(runEventSchema, line, i + 2);
    if (!event.ok) return event;
    if ((event.value.kind === 'started') !== (i === 0))
      return err({
        kind: 'no-sense',
        line: i + 2,
        message: { kind: 'started-misplaced' },
      });
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
  const misfit = (message: string) => err({ kind: 'no-sense' as const, line: number, message });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return misfit(messageOf(error));
  }
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return ok(result.output);
  const [issue] = result.issues;
  return misfit(`${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`);
}
