/** What the command can be told. */
import { parseArgs } from 'node:util';
import { NETS, type NetName, PEERS, type PeerName } from './names.ts';

/** What is measured unless something is asked for. */
const USUAL_PARTS = ['train', 'profile', 'search'] as const;
/** Those of the language model take half an hour together. */
export const PARTS = [...USUAL_PARTS, 'llm', 'operators'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  readonly parts: readonly Part[];
  readonly nets: readonly NetName[];
  readonly peers: readonly PeerName[];
  /** Seconds that the comparison of training steps may take, starting and stopping apart. */
  readonly seconds: number;
  /** Prompts that the model answers freely, and again held to the grammar. */
  readonly samples: number;
  /** Searches with each operator, from seed 1 on. */
  readonly seeds: number;
  /** Of each of these searches. */
  readonly evaluations: number;
  /** Networks that they train at once. */
  readonly workers: number;
  readonly json: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

/** Leaves a minute of five for starting the browser and for a machine that is busy. */
const SECONDS = 220;
const SAMPLES = 200;
const SEEDS = 5;
const EVALUATIONS = 60;
const WORKERS = 2;
/** The page's own bound. */
const MOST_WORKERS = 16;

export const HELP = `npm run bench -- [options]
  --only         ${PARTS.join(', ')}; may be repeated (${USUAL_PARTS.join(', ')}; the
                 others, which are about the language model, take half an hour together and are only made when asked for)
  --net          ${NETS.join(', ')}; may be repeated (all)
  --peer         ${PEERS.join(', ')}; may be repeated (all)
  --seconds      that the training steps may take; what does not fit in is named and left out (${SECONDS})
  --samples      llm: prompts that the model answers freely, and again held to the grammar (${SAMPLES})
  --seeds        operators: searches with each operator (${SEEDS})
  --evaluations  operators: proposals of each search (${EVALUATIONS})
  --workers      operators: networks trained at once (${WORKERS})
  --json         print one JSON array and nothing else; with "npm run --silent", so that npm adds no banner
  --write        put the tables into docs/performance.md`;

/** @throws with a sentence that names the fault */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      net: { type: 'string', multiple: true },
      peer: { type: 'string', multiple: true },
      seconds: { type: 'string', default: String(SECONDS) },
      samples: { type: 'string', default: String(SAMPLES) },
      seeds: { type: 'string', default: String(SEEDS) },
      evaluations: { type: 'string', default: String(EVALUATIONS) },
      workers: { type: 'string', default: String(WORKERS) },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error(`--seconds needs a number above 0, not "${values.seconds}".`);
  const { json, write, help } = values;
  return {
    parts: values.only ? chosen('only', values.only, PARTS) : USUAL_PARTS,
    nets: chosen('net', values.net, NETS),
    peers: chosen('peer', values.peer, PEERS),
    seconds,
    samples: wholeNumber('samples', values.samples),
    seeds: wholeNumber('seeds', values.seeds),
    evaluations: wholeNumber('evaluations', values.evaluations),
    workers: wholeNumber('workers', values.workers, MOST_WORKERS),
    json,
    write,
    help,
  };
}

function wholeNumber(flag: string, text: string, most = Infinity): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  const range = most === Infinity ? 'from 1 on' : `from 1 to ${most}`;
  throw new Error(`--${flag} needs a whole number ${range}, not "${text}".`);
}

/** Those of `all` that were asked for, in the order of `all`; every one when none was. */
function chosen<T extends string>(
  flag: string,
  asked: readonly string[] | undefined,
  all: readonly T[],
): readonly T[] {
  const strange = asked?.find((name) => !all.some((known) => known === name));
  if (strange !== undefined) throw new Error(`--${flag} knows no "${strange}", only ${all.join(', ')}.`);
  return asked ? all.filter((name) => asked.includes(name)) : all;
}
