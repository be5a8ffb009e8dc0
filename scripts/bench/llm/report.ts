/** The model's figures as Markdown, and what of it was promised. */
import { tableOf, verdictTable } from '../tables.ts';
import type { Verdict } from '../targets.ts';
import type { LlmFindings, SampleRow, SpeedRow } from './rows.ts';

const ENGINES = { webllm: 'WebLLM', coder: 'ours, without WebGPU' } as const;

const howOf = ({ constrained }: { readonly constrained: boolean }) => (constrained ? 'held to it' : 'free');

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

const sampleTable = (rows: readonly SampleRow[]) =>
  tableOf(
    ['written by', 'grammar', 'task', 'replies', 'parse', 'run', 'new', 'copies', 'repeats', 'faults'],
    rows.map((row) => [
      ENGINES[row.writer],
      howOf(row),
      row.task,
      String(row.samples),
      ...[row.parse, row.valid, row.new, row.copies, row.repeats].map((part) => percent(part, row.samples)),
      faultsInWords(row),
    ]),
  );

function faultsInWords({ faults, redeclared }: SampleRow): string {
  const words = Object.entries(faults).map(([kind, times]) => `${kind} ${times}`);
  return [...words, ...(redeclared > 0 ? [`of these a name declared twice ${redeclared}`] : [])].join(', ');
}

const speedTable = (rows: readonly SpeedRow[]) =>
  tableOf(
    [
      'engine',
      'grammar',
      'on',
      'replies',
      'prompt, tokens',
      'tokens a second',
      'reply, tokens',
      'tokens a second',
      's a reply',
      'dispatches a token',
    ],
    rows.map((row) => [
      ENGINES[row.writer],
      howOf(row),
      `${row.device}${row.isSoftware ? ' (a GPU in software)' : ''}`,
      String(row.replies),
      row.promptTokens.toFixed(0),
      row.promptTokensPerSecond.toFixed(0),
      row.replyTokens.toFixed(0),
      row.replyTokensPerSecond.toFixed(1),
      row.replySeconds.toFixed(2),
      row.dispatchesPerToken?.toFixed(1) ?? '',
    ]),
  );

export function llmSection({ mix, samples, speeds, changed }: LlmFindings): string {
  const held = `Held to the grammar, WebLLM wrote ${changed} of the replies otherwise than with the same seed freely.`;
  const verdicts = verdictTable(judgeModel({ samples, speeds }));
  return [sampleTable(samples), `${mix} ${held}`, speedTable(speeds), verdicts].join('\n\n');
}

/** One verdict for each promise that there are figures for. */
export function judgeModel({ samples, speeds }: Pick<LlmFindings, 'samples' | 'speeds'>): Verdict[] {
  const sampled = (writer: SampleRow['writer'], constrained: boolean) =>
    samples.find((row) => row.writer === writer && row.constrained === constrained && row.task === 'both');
  const share = (
    promise: string,
    row: SampleRow | undefined,
    of: (row: SampleRow) => number,
    least: number,
  ): Verdict[] => {
    if (!row) return [];
    const part = of(row);
    return [
      {
        promise,
        found: `${percent(part, row.samples)} (${part} of ${row.samples})`,
        met: part >= least * row.samples,
      },
    ];
  };
  const free = sampled('webllm', false);
  const held = sampled('webllm', true);
  return [
    ...share(
      'free replies that run and have the right shapes: at least 90 %',
      free,
      ({ valid }) => valid,
      0.9,
    ),
    ...share('free replies that are networks not seen before: at least 60 %', free, (row) => row.new, 0.6),
    ...share('replies held to the grammar that parse: at least 98 %', held, ({ parse }) => parse, 0.98),
    ...speeds.filter(({ writer, constrained }) => writer === 'webllm' && !constrained).flatMap(judgeSpeed),
  ];
}

const judgeSpeed = (row: SpeedRow): Verdict[] => {
  const [written, read] = [row.replyTokensPerSecond, row.promptTokensPerSecond];
  return [
    { promise: 'WebLLM: at least 20 tokens a second', found: written.toFixed(1), met: written >= 20 },
    { promise: 'WebLLM, the aim: 40 tokens a second', found: written.toFixed(1), met: written >= 40 },
    {
      promise: 'WebLLM: at least 200 tokens of a prompt a second',
      found: read.toFixed(0),
      met: read >= 200,
    },
    {
      promise: 'WebLLM: a reply of average length in under 10 s',
      found: `${row.replySeconds.toFixed(2)} s`,
      met: row.replySeconds < 10,
    },
  ];
};
