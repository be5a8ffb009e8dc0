import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import type { Benchmark } from '../../src/search/benchmark/benchmark.ts';
import { finiteMethods } from '../../src/search/benchmark/methods.ts';
import { bootstrapMean, meanRanks, regretsAfter, type RegretOf } from '../../src/search/benchmark/regret.ts';
import { type Repeat, repeatOnBenchmark } from '../../src/search/benchmark/repeats.ts';
import { Rng } from '../../src/search/random/rng.ts';
import { tableOf } from '../bench/tables.ts';
import { estimatorTable } from './estimators.ts';
import { readBenchmark } from './files.ts';
import { regretPlot } from './plot.ts';
import { bestWords, noiseTable } from './noise.ts';

const DOCUMENTS = new URL('../../docs/methods/', import.meta.url);
const PICTURE = 'benchmark-regret.svg';

interface Searches {
  readonly id: string;
  readonly repeats: readonly Repeat[];
  readonly seconds: number;
}

/** @throws with a sentence for a person */
export async function benchMethods(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      repeats: { type: 'string', default: '500' },
      evaluations: { type: 'string', default: '100' },
      write: { type: 'boolean', default: false },
      into: { type: 'string' },
    },
  });
  const [repeats, evaluations] = [Number(values.repeats), Number(values.evaluations)];
  const { benchmark, test } = await readBenchmark();
  const searches = await searchAll(benchmark, repeats, evaluations);
  const places = [10, 25, 50, evaluations].filter((place) => place <= evaluations);
  const found = regretTable(searches, places, (network) => benchmark.regret(network));
  const tested = regretTable(searches, [evaluations], (network) => test.regret(network));
  console.log(`${found}\n\nOn the test split:\n\n${tested}\n\n${timeTable(searches)}`);
  if (!values.write && values.into === undefined) return;
  const folder = values.into === undefined ? DOCUMENTS : pathToFileURL(`${resolve(values.into)}/`);
  const text = documentOf({
    networks: String(benchmark.size),
    hash: benchmark.hash.slice(0, 16),
    repeats: String(repeats),
    evaluations: String(evaluations),
    picture: PICTURE,
    found,
    tested,
    times: timeTable(searches),
    noise: noiseTable(benchmark),
    best: bestWords(benchmark, test),
    estimators: estimatorTable(benchmark),
  });
  writeFileSync(new URL('benchmark.md', folder), await format(text, { parser: 'markdown', printWidth: 110 }));
  writeFileSync(new URL(PICTURE, folder), pictureOf(searches, benchmark));
}

async function searchAll(
  benchmark: Benchmark,
  repeats: number,
  evaluations: number,
): Promise<readonly Searches[]> {
  const seeds = Array.from({ length: repeats }, (_, at) => at + 1);
  const all: Searches[] = [];
  for (const strategy of finiteMethods()) {
    const begun = performance.now();
    const found: Repeat[] = [];
    for await (const repeat of repeatOnBenchmark(benchmark, strategy, seeds, evaluations)) found.push(repeat);
    all.push({ id: strategy.id, repeats: found, seconds: (performance.now() - begun) / 1000 });
  }
  return all;
}

const pictureOf = (searches: readonly Searches[], benchmark: Benchmark): string =>
  regretPlot(
    searches.map(({ id, repeats }) => ({
      key: id,
      courses: repeats.map(({ incumbents, ms }) => ({
        regrets: Array.from(incumbents, (network) => benchmark.regret(network)),
        ms,
      })),
    })),
  );

const codeOf = (id: string): string => `\`${id}\``;

/** Mean regret in points of a percent with its interval, and mean rank, after so many evaluations. */
function regretTable(searches: readonly Searches[], places: readonly number[], regretOf: RegretOf): string {
  const columns = places.map((place) => {
    const regrets = searches.map(({ repeats }) => regretsAfter(repeats, place, regretOf));
    const ranks = meanRanks(regrets);
    return regrets.map((own, at) => {
      const { mean, interval } = bootstrapMean(own, new Rng('regret'));
      const [low, high] = interval.map((end) => (100 * end).toFixed(2));
      return {
        regret: `${(100 * mean).toFixed(2)} (${low} to ${high})`,
        rank: (ranks[at] ?? NaN).toFixed(2),
      };
    });
  });
  return tableOf(
    ['method', ...places.flatMap((place) => [`regret after ${place}`, `rank after ${place}`])],
    searches.map(({ id }, at) => [
      codeOf(id),
      ...columns.flatMap((column) => [column[at]?.regret ?? '', column[at]?.rank ?? '']),
    ]),
  );
}

function timeTable(searches: readonly Searches[]): string {
  const rows = searches.map(({ id, repeats, seconds }) => {
    const proposals = repeats.reduce((sum, { incumbents }) => sum + incumbents.length, 0);
    const duplicates = repeats.reduce((sum, each) => sum + each.duplicates, 0);
    const trained = repeats.reduce((sum, { ms }) => sum + (ms.at(-1) ?? 0), 0) / repeats.length / 1000;
    return [codeOf(id), (duplicates / proposals).toFixed(2), trained.toFixed(0), seconds.toFixed(1)];
  });
  const total = searches.reduce((sum, { seconds }) => sum + seconds, 0);
  return tableOf(
    ['method', 'duplicates', 'training that a search stands for, s', 'all its searches took, s'],
    [...rows, ['together', '', '', total.toFixed(1)]],
  );
}

const documentOf = (figures: Readonly<Record<string, string>>): string => `# Methods on MNIST-1D-Bench

\`npm run bench-methods -- --write\` writes this page and its picture; no number here is typed in. What the table holds and how it was made
is in [the benchmark's card](../benchmark-card.md); this is table ${figures.hash} of ${figures.networks} networks.

## Searches

Each method of finite spaces searches the table ${figures.repeats} times for ${figures.evaluations} evaluations, with its default settings and the
seeds 1 to ${figures.repeats}. A search sees one of the trainings of each network. It hands over the network of the best validation
accuracy that it saw. Its **regret** is how far that network's mean accuracy over the seeds is below the best mean in the
table, in points of a percent; the interval is a percentile bootstrap over the searches, 95 %. **Rank** is the mean over
searches of the same seed, 1 for the best. A network proposed again costs an evaluation.

\`bananas\` has ridge regressions in its ensemble, each on a bootstrap of the networks tried, and chooses ten networks with each
ensemble ([why](classical.md#bananas)). \`morphism\`, \`spos\` and \`darts\` are not here: their networks inherit or share weights,
which no table holds.

![Regret of each method against evaluations and against simulated time, with 95 % intervals](${figures.picture})

The bands are 95 % intervals of the means by Student's t. Simulated time is what the trainings of a search would have taken one
after the other; it is drawn as far as the search that took the least of it.

${figures.found}

By the test split, after ${figures.evaluations} evaluations; no search saw it:

${figures.tested}

${figures.times}

## How much is luck

Accuracies are on the validation split, means over the seeds. The spread of networks is the standard deviation of these
means, that of seeds the mean over the networks of the standard deviation between the trainings of one network.

${figures.noise}

${figures.best}

A regret smaller than the spread of seeds says little about a single training.

## Cheap estimators

Rank correlation with the mean validation accuracy of the full trainings, over all networks, with 95 % bootstrap intervals.
What one training says is compared with the mean of the other trainings. Proxies were measured with the weights of the first
training, before its first step. The sign is as measured: a negative one ranks the wrong way round.

${figures.estimators}
`;
