/**
 * Runs the page's own search in a headless browser and prints what came of it.
 *   npm run search -- --strategy evolution --dataset mnist1d --evaluations 12 --seed 1
 * A table of the candidates by default; with --json every event, one JSON object a line, and nothing else.
 */
import { parseArgs } from 'node:util';
import { openPage } from './page.mjs';

const OPTIONS = {
  strategy: { type: 'string', default: 'evolution' },
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
  --strategy     random, evolution or llm (evolution)
  --dataset      mnist1d or fashion-mnist (mnist1d)
  --evaluations  proposals to spend, whatever becomes of them (12)
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

/** Names the fault when a number is none; what is in range the page itself decides. */
function numberOf(name, text) {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  console.error(`--${name} needs a number, not "${text}".`);
  return process.exit(2);
}

function specOf(options) {
  const number = (name) => numberOf(name, options[name]);
  const length =
    options.epochs !== undefined
      ? { unit: 'epochs', count: number('epochs') }
      : options.steps !== undefined
        ? { unit: 'steps', count: number('steps') }
        : undefined;
  return {
    strategy: { id: options.strategy },
    dataset: { id: options.dataset },
    budget:
      options.minutes !== undefined
        ? { unit: 'minutes', count: number('minutes') }
        : { unit: 'evaluations', count: options.evaluations === undefined ? 12 : number('evaluations') },
    seed: number('seed'),
    workers: number('workers'),
    backend: options.backend,
    baseline: options.baseline,
    ...(length && { training: { length } }),
  };
}

const percent = (fraction) => `${(100 * fraction).toFixed(1)} %`;

function describe(outcome) {
  switch (outcome?.kind) {
    case 'scored':
      return `loss ${outcome.valLoss.toFixed(3)}, best of ${outcome.epochs} epochs`;
    case 'rejected':
      return `${outcome.fault.kind}: ${outcome.fault.message}`;
    case 'duplicate':
      return `same graph as ${outcome.of}`;
    case 'failed':
      return `${outcome.reason}: ${outcome.message}`;
    default:
      return '';
  }
}

/** Rows for people; the events are the data. */
function tableOf(events) {
  const rows = new Map();
  for (const event of events) {
    if (event.kind === 'asked') rows.set(event.candidate.id, { candidate: event.candidate });
    if (event.kind === 'finished') rows.get(event.id).outcome = event.outcome;
  }
  const header = [
    'id',
    'arm',
    'origin',
    'outcome',
    'val. accuracy',
    'params',
    'FLOPs',
    'train ms',
    'what happened',
  ];
  const lines = [...rows.values()].map(({ candidate, outcome }) => {
    const scored = outcome?.kind === 'scored';
    return [
      String(candidate.id),
      candidate.arm,
      candidate.origin.kind === 'mutated' ? `mutated ${candidate.origin.parent}` : candidate.origin.kind,
      outcome?.kind ?? 'unfinished',
      scored ? percent(outcome.valAccuracy) : '',
      scored ? String(outcome.params) : '',
      scored ? String(outcome.flops) : '',
      scored ? String(Math.round(outcome.trainMs)) : '',
      describe(outcome),
    ];
  });
  const widths = header.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i].length)));
  return [header, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const POLL_MS = 250;

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const { page, close } = await openPage();
  try {
    await page.evaluate((spec) => {
      globalThis.refusal = undefined;
      // Not waited for: it resolves when the run has ended, and the events are read as they come.
      globalThis.nasPlayground
        .start(spec)
        .catch((error) => (globalThis.refusal = String(error.message ?? error)));
    }, specOf(options));
    const events = [];
    while (events.at(-1)?.kind !== 'ended') {
      await page.waitForTimeout(POLL_MS);
      const { fresh, refusal } = await page.evaluate(
        (from) => ({ fresh: globalThis.nasPlayground.events(from), refusal: globalThis.refusal }),
        events.length,
      );
      events.push(...fresh);
      if (options.json) for (const event of fresh) console.log(JSON.stringify(event));
      else for (const event of fresh) if (event.kind === 'finished') process.stderr.write('.');
      if (refusal !== undefined) throw new Error(refusal);
    }
    if (!options.json) console.log(`\n${tableOf(events)}`);
    const end = events.at(-1);
    if (end.reason === 'failed') throw new Error(end.message);
  } finally {
    await close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
