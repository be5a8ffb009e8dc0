import { describe, expect, it } from 'vitest';
import type { Candidate, Origin, Outcome, RunEvent } from '../domain.ts';
import type { CandidateRecord } from '../run/fold.ts';
import { parseSpec } from '../spec/spec.ts';
import { aScore, anArchitecture } from '../testing/architectures.ts';
import { writeRunCsv, writeRunJson } from './runFiles.ts';

const candidate = (id: number, origin: Origin): Candidate => ({ id, arm: 'search', source: '', origin });

const record = (id: number, origin: Origin, outcome?: Outcome): CandidateRecord => ({
  candidate: candidate(id, origin),
  askedAt: 10 * id,
  curve: [],
  ...(outcome && { outcome }),
});

/** Rows by column. Only for tables without quotes. */
function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

describe('the table of a run', () => {
  it('has the choices that a candidate was made of', () => {
    const choices = ['edge 0 to 1 skip', 'edge 0 to 2 none'];
    const origin: Origin = { kind: 'chosen', parents: [3, 4], space: 'cell', choices };
    const [chosen] = rowsOf(writeRunCsv([record(5, origin)]));
    expect(chosen).toMatchObject({ origin: 'chosen', change: 'edge 0 to 1 skip; edge 0 to 2 none' });
  });

  it('has a line for each candidate, with its origin, its outcome and its figures', () => {
    const [scored, duplicate, waiting] = rowsOf(
      writeRunCsv([
        {
          ...record(
            1,
            { kind: 'seed', name: 'CNN' },
            {
              kind: 'scored',
              params: 1000,
              flops: 10_000,
              activationBytes: 400,
              ...aScore(0.75),
            },
          ),
          architecture: anArchitecture('abc'),
          placement: { cell: [3, 4], kind: 'improved', incumbent: 1 },
        },
        record(2, { kind: 'mutated', parent: 1, edits: ['widen', 'deepen'] }, { kind: 'duplicate', of: 1 }),
        record(3, { kind: 'sampled' }),
      ]),
    );
    expect(scored).toMatchObject({
      candidate: '1',
      origin: 'seed',
      change: 'CNN',
      outcome: 'scored',
      parameters: '1000',
      validation_accuracy: '0.75',
      validation_loss: '0.25',
      cell: '3 4',
      placement: 'improved',
      graph: 'abc',
    });
    expect(duplicate).toMatchObject({
      parents: '1',
      change: 'widen; deepen',
      outcome: 'duplicate',
      reason: 'as candidate 1',
      parameters: '',
    });
    expect(waiting).toMatchObject({ candidate: '3', origin: 'sampled', outcome: '', asked_ms: '30' });
  });

  it('quotes texts, and lets none be taken for a formula', () => {
    const rejected = (message: string): Outcome => ({ kind: 'rejected', fault: { kind: 'shape', message } });
    const csv = writeRunCsv([
      record(1, { kind: 'sampled' }, rejected('a, "b"\nc')),
      record(2, { kind: 'sampled' }, rejected('=1+1')),
    ]);
    expect(csv).toContain(',"a, ""b""\nc",');
    expect(csv).toContain(",'=1+1,");
  });
});

it('the file of a run holds its specification and all its events', () => {
  const spec = parseSpec({});
  if (!spec.ok) throw new Error(spec.error);
  const events: readonly RunEvent[] = [
    { at: 0, kind: 'started', spec: spec.value, task: { inputShape: [40, 1], classes: 10 } },
    { at: 5, kind: 'ended', reason: 'stopped' },
  ];
  expect(JSON.parse(writeRunJson(spec.value, events))).toEqual({
    format: 'nas-playground-run',
    version: 1,
    spec: spec.value,
    events,
  });
});
