/** Runs the parts that were asked for, and puts out what they found. */
import { readFileSync, writeFileSync } from 'node:fs';
import { HELP, type Options, parseOptions } from './arguments.ts';
import { openBrowser } from './browserSides.ts';
import { withSection } from './document.ts';
import { measureModel } from './llm/llm.ts';
import { llmSection } from './llm/report.ts';
import type { LlmFindings } from './llm/rows.ts';
import { type Measured, machineTable } from './machine.ts';
import type { OperatorRow } from './operators/figures.ts';
import { compareOperators } from './operators/operators.ts';
import { operatorsSection } from './operators/report.ts';
import { type NetProfile, profile } from './profile.ts';
import { type MeasuredRow, type SearchRow, trainRow } from './rows.ts';
import { search } from './search.ts';
import { profileTable, searchTable, trainTable, verdictTable } from './tables.ts';
import { judgeSearch, judgeSteps } from './targets.ts';
import { TASKS } from './tasks.ts';
import { startTorch } from './torchPeer.ts';
import { train } from './train.ts';

interface Findings {
  readonly rows?: readonly MeasuredRow[];
  readonly profiles?: readonly NetProfile[];
  readonly searches?: readonly SearchRow[];
  readonly model?: LlmFindings;
  readonly operators?: readonly OperatorRow[];
}

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);

/** Standard output is for the figures alone. */
const say = (line: string) => console.error(line);

/** @throws with a sentence for a person */
export async function bench(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (!options) return;
  if (options.help) return console.log(HELP);
  const found = await steps(options);
  const findings = { ...found.findings, ...(await wholes(options)) };
  const sections = sectionsOf(findings);
  if (options.json) console.log(JSON.stringify(jsonOf(findings), undefined, 2));
  else console.log(Object.values(sections).join('\n\n'));
  // The others leave the machine as it stands there, since they ask neither browser nor PyTorch who they are.
  const machine = found.measured && { machine: machineTable(found.measured) };
  if (options.write) write({ ...machine, ...sections });
}

function readOptions(args: readonly string[]): Options | undefined {
  try {
    return parseOptions(args);
  } catch (error) {
    say(`${(error as Error).message}\n\n${HELP}`);
    process.exitCode = 2;
    return undefined;
  }
}

/** The parts that look at single steps, which share one browser. */
async function steps({
  parts,
  nets,
  peers,
  seconds,
}: Options): Promise<{ findings: Findings; measured?: Measured }> {
  if (!parts.includes('train') && !parts.includes('profile')) return { findings: {} };
  const browser = await openBrowser();
  const wantsTorch = parts.includes('train') && peers.includes('pytorch');
  const torch = wantsTorch ? await startTorch() : undefined;
  if (wantsTorch && !torch)
    say('PyTorch is not here, so its rows are absent: install it with "apt-get install python3-torch".');
  try {
    const tasks = TASKS.filter(
      ({ net, peer }) => nets.includes(net) && peers.includes(peer) && (peer !== 'pytorch' || torch),
    );
    const trained = parts.includes('train') && (await train(tasks, { browser, torch, seconds, say }));
    if (trained && !trained.complete) process.exitCode = 1;
    const profiles = parts.includes('profile') && (await profile(nets, browser));
    return {
      findings: { ...(trained && { rows: trained.rows }), ...(profiles && { profiles }) },
      measured: { browser: browser.version, torch: torch?.description },
    };
  } finally {
    torch?.end();
    await browser.close();
  }
}

/** The parts that look at whole searches and whole programs, each in browsers of its own. */
async function wholes(options: Options): Promise<Findings> {
  const { parts } = options;
  return {
    ...(parts.includes('search') && { searches: await search(say) }),
    ...(parts.includes('llm') && { model: await measureModel(options.samples, say) }),
    ...(parts.includes('operators') && { operators: await compareOperators(options, say) }),
  };
}

const jsonOf = ({ rows = [], profiles = [], searches = [], model, operators = [] }: Findings) => [
  ...rows.map(trainRow),
  ...profiles,
  ...searches,
  ...(model?.samples ?? []),
  ...(model?.speeds ?? []),
  ...operators,
];

function sectionsOf({ rows, profiles, searches, model, operators }: Findings): Record<string, string> {
  const verdicts = judgeSteps(rows ?? []);
  return {
    ...(verdicts.length > 0 && { promises: verdictTable(verdicts) }),
    ...(rows && { train: trainTable(rows) }),
    ...(profiles && { profile: profileTable(profiles) }),
    ...(model && { llm: llmSection(model) }),
    ...(operators && { operators: operatorsSection(operators) }),
    ...(searches && { search: `${searchTable(searches)}\n\n${verdictTable(judgeSearch(searches))}` }),
  };
}

function write(sections: Readonly<Record<string, string>>): void {
  const text = Object.entries(sections).reduce(
    (page, [name, body]) => withSection(page, name, body),
    readFileSync(DOCUMENT, 'utf8'),
  );
  writeFileSync(DOCUMENT, text);
  say('Written to docs/performance.md.');
}
