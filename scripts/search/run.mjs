/**
 * Runs the page's own search in a headless browser and prints what came of it.
 *   npm run search -- --strategy evolution --dataset mnist1d --evaluations 12 --seed 1
 * A table of the candidates by default; with --json every event, one JSON object a line, and nothing else.
 */
import { parseArgs } from 'node:util';
import { openPage } from '../page.mjs';
import { typescript } from '../typescript.mjs';

const OPTIONS = {
  strategy: { type: 'string', default: 'evolution' },
  preset: { type: 'string' },
  variant: { type: 'string' },
  estimator: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] },
  dataset: { type: 'string', default: 'mnist1d' },
  evaluations: { type: 'string' },
  minutes: { type: 'string' },
  seed: { type: 'string', default: '1' },
  // One by default: the order in which several finish is chance, and this command is for reproducing.
  workers: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'auto' },
  steps: { type: 'string' },
  epochs: { type: 'string' },
  baseline: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const HELP = `npm run search -- [options]
  --strategy     random, evolution, llm, evoprompting, llmatic, gptnas, local-search, tpe, reinforce, nsga2,
                 mcts, bananas, morphism, spos or darts (evolution); local-search to bananas, evolution and random
                 with --set space=chain, branched or cell
  --preset       lite: settings, budget and training that finish in minutes, of every method but random,
                 evolution and llm; paper: the paper's own, of evoprompting, llmatic, gptnas or bananas
  --variant      an ablation. evoprompting: no-tuning, random-parents, naive; llmatic: network-archive,
                 prompt-archive, mutation-only, crossover-only, random (full). gptnas: --set predictor=none
  --estimator    how a network is judged: low-fidelity, asha, hyperband, median, curve, zero-cost or
                 one-shot (full);
                 e.g. --estimator zero-cost --set proxy=synflow --set keep=0.3
  --set          any other setting as key=value, with the keys of the page's address; again for more,
                 e.g. --set islands=2 --set bandit=on --set short=0.2
  --dataset      mnist1d or fashion-mnist (mnist1d)
  --evaluations  proposals to spend, whatever becomes of them (the preset's, or 12)
  --minutes      time to spend instead
  --seed         of the search, the split and the weights (1)
  --workers      networks trained at once; with 1 the same seed gives the same candidates (1)
  --backend      auto, webgpu, wasm or cpu (auto)
  --steps        training steps per network; --epochs for whole passes instead
  --baseline     run random search beside it, on the same budget
  --json         print the event list, one JSON event a line`;

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

/** Names the fault when a number is none; what is in range the specification decides. */
function numberOf(name, text) {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  console.error(`--${name} needs a number, not "${text}".`);
  return process.exit(2);
}

/** The first of the options that was given, as a number of that unit. */
function countOf(options, units) {
  const unit = units.find((name) => options[name] !== undefined);
  return unit && { unit, count: numberOf(unit, options[unit]) };
}

function searchOptionsOf(options) {
  const { strategy, preset, variant, estimator, dataset, backend, baseline } = options;
  return {
    strategy,
    preset,
    set: [...(variant === undefined ? [] : [`variant=${variant}`]), ...options.set],
    rest: {
      dataset: { id: dataset },
      seed: numberOf('seed', options.seed),
      workers: numberOf('workers', options.workers),
      backend,
      baseline,
      ...(estimator !== undefined && { estimator: { id: estimator } }),
    },
    budget: countOf(options, ['minutes', 'evaluations']),
    length: countOf(options, ['epochs', 'steps']),
  };
}

const POLL_MS = 250;

async function search(spec, onEvents) {
  const { page, close } = await openPage();
  try {
    await page.evaluate((spec) => {
      globalThis.refusal = undefined;
      // Not waited for: it resolves when the run has ended, and the events are read as they come.
      globalThis.nasPlayground
        .start(spec)
        .catch((error) => (globalThis.refusal = String(error.message ?? error)));
    }, spec);
    const events = [];
    while (events.at(-1)?.kind !== 'ended') {
      await page.waitForTimeout(POLL_MS);
      const { fresh, refusal } = await page.evaluate(
        (from) => ({ fresh: globalThis.nasPlayground.events(from), refusal: globalThis.refusal }),
        events.length,
      );
      events.push(...fresh);
      onEvents(fresh);
      if (refusal !== undefined) throw new Error(refusal);
    }
    return events;
  } finally {
    await close();
  }
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const { load, close } = await typescript();
  try {
    const { specificationOf } = await load('/scripts/search/specification.ts');
    const { tableOf } = await load('/scripts/search/table.ts');
    const { english } = await load('/src/search/told/english.ts');
    const spec = specificationOf(searchOptionsOf(options));
    if (!spec.ok) throw new Error(spec.error);
    const events = await search(spec.value, (fresh) => {
      if (options.json) for (const event of fresh) console.log(JSON.stringify(event));
      else for (const event of fresh) if (event.kind === 'finished') process.stderr.write('.');
    });
    if (!options.json) console.log(`\n${tableOf(events)}`);
    const end = events.at(-1);
    if (end.reason === 'failed') throw new Error(english(end.message));
  } finally {
    await close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
