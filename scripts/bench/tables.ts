/** The figures as Markdown, which reads well in a terminal too. */
import type { NetProfile } from './profile.ts';
import type { MeasuredRow, SearchRow } from './rows.ts';
import { type Verdict, inWords } from './targets.ts';

/** Columns as wide as their widest cell; numbers to the right. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = header.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^[-\d./ ]*$/.test(row[i] ?? '')),
  );
  const widths = header.map((title, i) =>
    Math.max(3, title.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (numeric[i] ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

const ms = (value: number | null) => value?.toFixed(value < 10 ? 2 : 1) ?? '';
const count = (value: number | null) => (value === null ? '' : String(value));

export const trainTable = (rows: readonly MeasuredRow[]) =>
  tableOf(
    [
      'network',
      'batch',
      'ours on',
      'beside',
      'ours ms',
      'its ms',
      'ratio',
      'kernels',
      'its kernels',
      'dispatches',
      'its dispatches',
    ],
    rows.map((row) => [
      row.net,
      String(row.batch),
      row.backend,
      row.peer,
      ms(row.oursMs),
      ms(row.peerMs),
      row.ratio === null ? '' : inWords(row.ratio),
      count(row.kernelsPerStep),
      count(row.peerKernels),
      count(row.dispatchesPerStep),
      count(row.peerDispatches),
    ]),
  );

export const verdictTable = (verdicts: readonly Verdict[]) =>
  tableOf(
    ['promise', 'found', 'met'],
    verdicts.map(({ promise, found, met }) => [promise, found, met ? 'yes' : 'no']),
  );

export const searchTable = (rows: readonly SearchRow[]) =>
  tableOf(
    ['workers', 'candidates a minute', 'against one worker', 'peak memory, MB'],
    rows.map(({ workers, candidatesPerMinute, againstOne, peakMegabytes }) => [
      String(workers),
      candidatesPerMinute.toFixed(1),
      againstOne.toFixed(2),
      peakMegabytes === null ? '' : peakMegabytes.toFixed(0),
    ]),
  );

/** What is below this share of a step is summed up. */
const LEAST_SHARE = 0.02;

export function profileTable(profiles: readonly NetProfile[]): string {
  const rows = profiles.flatMap(({ net, stepMs, kernels, outsideMs }) => {
    const large = kernels.filter((kernel) => kernel.ms >= LEAST_SHARE * stepMs);
    const small = kernels.filter((kernel) => kernel.ms < LEAST_SHARE * stepMs);
    const sum = (key: 'calls' | 'ms') => small.reduce((total, kernel) => total + kernel[key], 0);
    const row = (what: string, calls: number | undefined, time: number) => [
      net,
      what,
      calls === undefined ? '' : calls.toFixed(calls % 1 === 0 ? 0 : 1),
      time.toFixed(3),
      `${((100 * time) / stepMs).toFixed(0)} %`,
    ];
    return [
      ...large.map(({ kernel, calls, ms }) => row(kernel, calls, ms)),
      ...(small.length > 0 ? [row(`${small.length} smaller kernels`, sum('calls'), sum('ms'))] : []),
      row('outside kernels', undefined, outsideMs),
      row('the whole step', undefined, stepMs),
    ];
  });
  return tableOf(['network', 'kernel', 'calls', 'ms', 'share'], rows);
}
