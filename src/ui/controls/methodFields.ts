/** The numbers of the methods after papers, of their switches and of screening. */
import type { NumberInfo } from './fields.ts';

const whole = (label: string, max: number, help: string, min = 1) => ({
  label,
  help,
  min,
  max,
  whole: true as const,
});

const share = (label: string, help: string) => ({ label, help, min: 0, max: 1 });

export const METHOD_NUMBERS = {
  'evoprompting.prompts': whole(
    'Prompts per round',
    100,
    'How many few-shot prompts are put together in each round. The paper has 10.',
  ),
  'evoprompting.samples': whole(
    'Children per prompt',
    100,
    'How many programs the model writes from each prompt, each at a temperature of its own. The paper has 16.',
  ),
  'evoprompting.parents': whole(
    'Parents in a prompt',
    4,
    'How many networks a prompt shows, each with its size and accuracy. They are drawn with replacement. The paper has 2.',
  ),
  'evoprompting.survivors': whole(
    'Survivors',
    100,
    'How many of the fittest become the parents of the next round. They are parents once and then no more. The paper has 10.',
  ),
  'evoprompting.errorCeiling': {
    label: 'Error ceiling',
    help: 'Children whose validation error is this or more are dropped, however small they are. The paper has 0.5.',
    min: 0.01,
    max: 1,
  },
  'evoprompting.tuningSteps': whole(
    'Tuning steps',
    1000,
    'How often the model’s weights are corrected between two rounds, on the children that were not selected. Only the model that comes with this page can learn.',
  ),
  'llmatic.niches': whole(
    'Niches',
    400,
    'Cells of each of the two archives. Each keeps the best network, or the best prompt, of its kind. The paper’s code has 100.',
    4,
  ),
  'llmatic.batch': whole(
    'Children per round',
    100,
    'Networks of a generation. All come of one choice of parent and prompt. The paper has 10.',
  ),
  'llmatic.warmNetworks': whole(
    'Warm-up networks',
    100,
    'Niches of the network archive that must be filled before parents are chosen from it. The paper’s code has 10.',
  ),
  'llmatic.warmPrompts': whole(
    'Warm-up prompts',
    100,
    'Niches of the prompt archive that must be filled before prompts are chosen from it. The paper’s code has 20.',
  ),
  'llmatic.mutation': share(
    'Mutation',
    'Chance that a generation changes one network rather than combining two: 0.7 in the paper, 0.85 in its code.',
  ),
  'llmatic.temperature': {
    label: 'First temperature',
    help: 'Where the prompts’ temperatures start. A record warms a prompt, anything else cools it. 0.7 in the paper, 0.6 in its code.',
    min: 0.1,
    max: 1,
  },
  'gptnas.population': whole(
    'Population',
    200,
    'Networks of a generation. The fittest of the old and the new ones live on. The paper has 30.',
    6,
  ),
  'gptnas.generations': whole(
    'Generations',
    200,
    'Over so many generations the elimination rate falls to nought. The paper has 20.',
  ),
  'gptnas.crossover': share(
    'Crossover',
    'Chance that a child gets the head of one parent and the tail of another. The paper has 0.9.',
  ),
  'gptnas.mutation': share(
    'Mutation',
    'Chance that one block of a child is put in, taken out, exchanged or set otherwise. The paper has 0.3.',
  ),
  'gptnas.minBlocks': whole('Fewest blocks', 30, 'A network has at least so many blocks. The paper has 10.'),
  'gptnas.maxBlocks': whole('Most blocks', 30, 'A network has at most so many blocks. The paper has 20.'),
  'gptnas.elimination': share(
    'Elimination rate',
    'In the first generation each layer loses its block with this chance, and the GPT puts another in its place. From one generation to the next the rate falls. The paper has 0.4.',
  ),
  'strategy.islands': whole(
    'Islands',
    8,
    'So many searches side by side that know nothing of each other but by migration. 1 is the method as published.',
  ),
  'strategy.migrationEvery': whole(
    'Migrate every',
    10_000,
    'After so many candidates the best of each island is shown to the next.',
  ),
  'strategy.resetEvery': whole(
    'Reset every',
    10_000,
    'After so many candidates the worse half of the islands begins anew, from the best of a better one.',
  ),
  'screening.maxParams': whole(
    'Most parameters',
    100_000_000,
    'Larger networks are not trained. 0 sets no bound.',
    0,
  ),
  'screening.short': {
    label: 'Short training',
    help: 'Share of the training after which a network is given up if it does worse than half of those before it. 0 trains all to the end.',
    min: 0,
    max: 0.5,
  },
} as const satisfies Record<string, NumberInfo>;
