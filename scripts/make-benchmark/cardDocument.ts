/** What is known of the benchmark as a page for people, written from the table itself. */
import type { Benchmark } from '../../src/search/benchmark/benchmark.ts';
import type { BenchmarkEnvironment } from '../../src/search/benchmark/card.ts';
import { sizeOf } from '../../src/search/spaces/enumerate.ts';

const thousands = (count: number) => count.toLocaleString('en-US');

const environmentRow = ({ browser, backend, tfjs, node, system, processor, commit }: BenchmarkEnvironment) =>
  `| ${browser} | ${backend}, TF.js ${tfjs} | Node ${node}, ${system} | ${processor} | ${commit.slice(0, 12)} |`;

/** @param bytes of the two files, as they are shipped */
export function cardDocument(benchmark: Benchmark, bytes: readonly [table: number, test: number]): string {
  const { card, hash } = benchmark;
  const { examples, training, seeds, passes, stepsPerPass, fidelities } = card;
  const steps = fidelities.map((length) => length * stepsPerPass);
  const hours = totalHours(benchmark);
  return `# MNIST-1D-Bench, the table that comes with the page

A tabular benchmark: every network of a small search space, trained beforehand. A search over it looks networks up instead of
training them, so that it can be repeated hundreds of times in seconds, and every method sees the same networks with the
same luck. It is our own: made by the page's own trainer with \`npm run make-benchmark\`, which also writes this page.

| | |
| --- | --- |
| networks | ${thousands(card.networks)} of ${thousands(card.planned)}, from ${thousands(sizeOf(benchmark.space))} cells |
| trainings of each | ${seeds.length}, with the seeds ${seeds.join(', ')} |
| fidelities | ${steps.join(', ')} steps (${fidelities.join(', ')} passes over the training examples) |
| learning curve | a point after each of ${passes} passes of ${stepsPerPass} steps |
| data | MNIST-1D (Greydanus and Kobak 2024) at its defaults: ${thousands(examples.train)} for training, ${thousands(examples.validation)} for validation, ${thousands(examples.test)} for test |
| training | ${training.optimizer}, ${training.schedule} rate ${training.learningRate}, weight decay ${training.weightDecay}, batches of ${training.batchSize} |
| files | \`public/benchmark/mnist1d-bench.bin\` (${thousands(bytes[0])} bytes), \`mnist1d-bench-test.bin\` (${thousands(bytes[1])} bytes) |
| version | sha256 of the figures, ${hash} |
| made | ${card.made.join(' to ')} |
| licence | Apache-2.0, as the project; the data are made by our own port of the MNIST-1D generator (Apache-2.0) |

## The space

A cell of four nodes stands in two stages of 8 and 16 channels, in the manner of NAS-Bench-201 (Dong and Yang 2020). Each of
the six edges is **none**, **skip**, **conv 1** or **conv 3**: the operations of NAS-Bench-201 without its average pooling. With pooling in
the place of conv 1 (the \`cell\` space) there are 940 networks only.

Many cells are the same network. Two are one when they compute the same once their convolutions are matched: what leads nowhere is
dropped, skips are what they lead from, sums have no order and no brackets, nodes have no names. Two skips of one node stay twice
that node. \`src/search/spaces/canonicalCell.ts\` writes a cell as a formula; its test compares it, over all cells of both spaces,
with what cells compute for numbers under every matching of their convolutions. Of the cells of one network the one with the fewest
operations was trained.

## How it was made

Networks in a random order that is always the same, all trainings of one before the next, one trainer at a time, on
WebAssembly in a headless browser. What is done is appended to a file, from which a start after a stop goes on
(\`--shard 1/2\` divides the work between machines). Weights and batches are seeded by the graph and the seed, as in a run of the page.

| browser | backend | command | machine | commit |
| --- | --- | --- | --- | --- |
${card.environments.map(environmentRow).join('\n')}

All trainings together took ${hours} hours of steps on a machine that did other work at the same time.

**Fidelities are one training.** At a constant rate a short training is the beginning of a long one, to the last bit (there is a
test of that), so a shorter fidelity is read off the same curve. With the page's default, a rate that falls towards the end, that
would not hold.

**Split.** One for all seeds, so that the trainings of a network differ by weights and batches alone. A quarter is held out, twice
what the page holds out, for a smaller share of luck in the accuracies.

## What is in it

| field | of each | |
| --- | --- | --- |
| cell, graph hash | network | the cell that was trained |
| parameters, FLOPs | network | as the page counts them |
| validation accuracy, validation loss, training loss | training and pass | counts of right answers exactly; losses in steps of a four-thousandth nat, up to 16 |
| ${card.proxies.join(', ')} | network | zero-cost proxies with the weights of the first training, before its first step; and their times |
| time of a step, an evaluation, the building | network | the least of all passes and trainings, since the machine did other things too |
| time of all steps | training | as it took |
| test accuracy, test loss | training | after the last step; in a file of its own |

A training's score is that of its best pass, as everywhere in the page. Times that a search would have taken are made up of the least
times; treat them as relative.

**The test split.** Whatever searches holds a \`Benchmark\`, which has no test figures. They are in \`TestFigures\`, which only
reports open, after the searches.

## Limits

- **Short trainings.** ${steps.at(-1)} steps are far from convergence; a network that learns fast is ahead of one that would end higher.
- **Luck is large.** [docs/methods/benchmark.md](methods/benchmark.md) has the spread over seeds beside the spread over networks, and how
  alike two seeds rank the networks. Compare methods by many repeats, and read single ranks with that in mind.
- **The best network is known by three trainings.** Of so many, the best mean is partly a lucky one: regrets are somewhat too large, for all methods alike.
- One data set, one width, one recipe. The optimum here says nothing about another task.
- Isomorphic cells share their figures. Trained apart they would differ by the luck of another seed.

## Commands

\`\`\`sh
npm run make-benchmark                  # goes on where it stopped, then packs and writes this page
npm run make-benchmark -- --pack        # packs what is recorded
npm run bench-methods -- --write        # searches it, writes docs/methods/benchmark.md
\`\`\`

The plan, with the number of passes, is \`scripts/make-benchmark/plan.ts\`. Records of another plan are refused, not mixed.
`;
}

function totalHours(benchmark: Benchmark): string {
  let ms = 0;
  for (let network = 0; network < benchmark.size; network++)
    for (const training of benchmark.card.seeds.keys()) ms += benchmark.measuredMs(network, training);
  return (ms / 3_600_000).toFixed(1);
}
