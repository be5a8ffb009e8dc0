/** What the command can be told. */
import { parseArgs } from 'node:util';
import { NETS, type NetName, PEERS, type PeerName } from './names.ts';

export const PARTS = ['train', 'profile', 'search'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  readonly parts: readonly Part[];
  readonly nets: readonly NetName[];
  readonly peers: readonly PeerName[];
  /** Seconds that the comparison of training steps may take, starting and stopping apart. */
  readonly seconds: number;
  readonly json: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

/** Leaves a minute of five for starting the browser and for a machine that is busy. */
const SECONDS = 220;

export const HELP = `npm run bench -- [options]
  --only     ${PARTS.join(', ')}; may be repeated (all)
  --net      ${NETS.join(', ')}; may be repeated (all)
  --peer     ${PEERS.join(', ')}; may be repeated (all)
  --seconds  that the training steps may take; what does not fit in is named and left out (${SECONDS})
  --json     print one JSON array and nothing else; with "npm run --silent", so that npm adds no banner
  --write    put the tables into docs/performance.md`;

/** @throws with a sentence that names the fault */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      net: { type: 'string', multiple: true },
      peer: { type: 'string', multiple: true },
      seconds: { type: 'string', default: String(SECONDS) },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error(`--seconds needs a number above 0, not "${values.seconds}".`);
  const { json, write, help } = values;
  return {
    parts: chosen('only', values.only, PARTS),
    nets: chosen('net', values.net, NETS),
    peers: chosen('peer', values.peer, PEERS),
    seconds,
    json,
    write,
    help,
  };
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
