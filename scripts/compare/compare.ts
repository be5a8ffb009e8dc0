/** `npm run compare`: searches, second looks at what they found, tables and a plot. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Place, alongEvaluations, alongTime } from '../../src/search/compare/curves.ts';
import { estimate } from '../../src/search/compare/interval.ts';
import { MNIST1D_REFERENCES } from '../../src/search/references/mnist1d.ts';
import { withSection } from '../bench/document.ts';
import { tracesOf } from './figures.ts';
import { ABLATIONS, METHODS, RIVALS } from './methods.ts';
import { bestSmall, foundBy } from './pareto.ts';
import { accuracyDomain, plotOf } from './plot.ts';
import { bestTable, fitnessTable, frontTable, qualityTable, retrainedTable } from './report.ts';
import { retrain } from './retrain.ts';
import { searchAll } from './searches.ts';
import type { Trace } from './trace.ts';

const HELP = `npm run compare -- [options]
  --only         ids of methods, by commas (all): ${METHODS.map(({ id }) => id).join(', ')}
  --ablations    the papers' ablations too
  --seeds        searches of each (5)
  --evaluations  candidates of each search (84)
  --steps        training steps of each candidate (200)
  --file         where each search is kept as it is done, so that a second call goes on (compare.jsonl);
                 what is trained again is kept beside it
  --retrain      times that what was found is trained again before the test split is read (5; 0 for not at all)
  --write        put tables and plot into docs/methods`;

const OPTIONS = {
  only: { type: 'string' },
  ablations: { type: 'boolean', default: false },
  seeds: { type: 'string', default: '5' },
  evaluations: { type: 'string', default: '84' },
  steps: { type: 'string', default: '200' },
  file: { type: 'string', default: 'compare.jsonl' },
  retrain: { type: 'string', default: '5' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const DOCUMENTS = new URL('../../docs/methods/', import.meta.url);

/** Half the parameters of the reference CNN. */
const SMALL = 2605;

/** Standard output is for the figures alone. */
const say = (line: string) => console.error(line);

/** @throws with a sentence for a person */
export async function compareMethods(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help) return console.log(HELP);
  const number = (name: 'seeds' | 'evaluations' | 'steps' | 'retrain', least = 1) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw new Error(`--${name} needs a whole number from ${least} on, not "${values[name]}".`);
  };
  const evaluations = number('evaluations');
  const only = values.only?.split(',');
  const methods = [...METHODS, ...(values.ablations ? ABLATIONS : [])].filter(
    ({ id }) => !only || only.includes(id),
  );
  const plan = { methods, seeds: number('seeds'), evaluations, steps: number('steps'), file: values.file };
  const traces = await searchAll(plan, say);
  const ours = traces.filter(({ seed }) => seed <= plan.seeds);
  const times = number('retrain', 0);
  const all = [...methods, ...RIVALS];
  const sections = {
    best: bestTable(ours, methods, RIVALS, evaluations),
    quality: qualityTable(ours, all, evaluations),
    fitness: fitnessTable(ours),
    front: frontTable(ours),
    ...(times > 0 && { retrained: retrainedTable(await lookAgain(ours, times, plan.file)) }),
  };
  console.log(Object.values(sections).join('\n\n'));
  if (values.write) write(sections, plot(ours, evaluations));
}

/** Chosen by validation figures alone: of each search of EvoPrompting the best network that is small enough. */
function lookAgain(traces: readonly Trace[], times: number, file: string) {
  const small = tracesOf(traces, 'evoprompting').flatMap((trace) => {
    const found = bestSmall(foundBy(trace), SMALL);
    return found ? [{ name: `found, seed ${trace.seed}`, source: found.source }] : [];
  });
  const reference = MNIST1D_REFERENCES.flatMap(({ name, source }) =>
    name === 'CNN' ? [{ name: 'reference CNN', source }] : [],
  );
  return retrain([...reference, ...small], times, file.replace(/(\.jsonl)?$/, '.retrained.jsonl'), say);
}

const means = (places: readonly Place[]) => places.map(({ x, values }) => ({ x, ...estimate(values) }));

function plot(traces: readonly Trace[], evaluations: number): string {
  const shown = [...METHODS, ...RIVALS].flatMap(({ id, name }) => {
    const those = tracesOf(traces, id);
    return those.length > 0 ? [{ name, those }] : [];
  });
  const panels = [
    {
      xLabel: 'candidates tried',
      series: shown.map(({ name, those }) => ({ name, points: means(alongEvaluations(those, evaluations)) })),
    },
    {
      xLabel: 'seconds',
      series: shown.map(({ name, those }) => ({ name, points: means(alongTime(those)) })),
    },
  ];
  return plotOf(panels, {
    label: 'best validation accuracy, %',
    description: 'Best validation accuracy so far',
    domain: accuracyDomain(panels),
  });
}

function write(sections: Readonly<Record<string, string>>, picture: string): void {
  const document = new URL('results.md', DOCUMENTS);
  const text = Object.entries(sections).reduce(
    (page, [name, body]) => withSection(page, name, body),
    readFileSync(document, 'utf8'),
  );
  writeFileSync(document, text);
  writeFileSync(new URL('results.svg', DOCUMENTS), picture);
  say('Written to docs/methods/results.md and results.svg.');
}
