import { assertNever } from '../result.ts';
import type { Edit } from './edit.ts';

/** An edit in a few English words, e.g. `widen conv1d: filters 16 -> 24`; those of old runs are words already. */
export function editInEnglish(edit: Edit | string): string {
  if (typeof edit === 'string') return edit;
  switch (edit.kind) {
    case 'set':
      return `change ${edit.layer}: ${change(edit)}`;
    case 'widen':
    case 'narrow':
      return `${edit.kind} ${edit.layer}: ${change(edit)}`;
    case 'widen-all':
      return `widen ${edit.count} layers: ${change(edit)}`;
    case 'narrow-all':
      return `narrow ${edit.count} layers: ${change(edit)}`;
    case 'add': {
      const settings = edit.settings === undefined ? '' : ` (${edit.settings})`;
      return `add ${edit.layer}${settings} before ${edit.before}`;
    }
    case 'remove':
      return `remove ${edit.layer}`;
    case 'swap':
      return `swap ${edit.layer} for ${edit.to}`;
    case 'skip':
      return `add a skip over ${edit.over.join(', ')}${edit.isProjected ? ', with a projection' : ''}`;
    case 'grow-widen':
      return `widen ${edit.block} to ${edit.width}`;
    case 'grow-deepen':
      return `insert ${edit.name} of kernel ${edit.kernel} after ${edit.after}`;
    case 'grow-skip':
      return `join ${edit.from ?? "its stage's input"} to what ${edit.block} reads`;
    case 'crossover':
      return `crossover: the first ${blocks(edit.first)} of one parent, the last ${blocks(edit.last)} of the other`;
    case 'block-first':
      return `mutation: ${edit.block} put in first`;
    case 'block-after':
      return `mutation: ${edit.block} put in after block ${edit.at}`;
    case 'block-out':
      return `mutation: block ${edit.at}, ${edit.block}, taken out`;
    case 'block-exchanged':
      return `mutation: block ${edit.at}, ${edit.block}, exchanged for ${edit.to}`;
    case 'block-varied':
      return `mutation: block ${edit.at}, ${edit.block}, became ${edit.to}`;
    case 'block-predicted':
      return `reconstruction: block ${edit.at}, ${edit.block}, predicted anew as ${edit.to}`;
    default:
      return assertNever(edit);
  }
}

const change = ({ key, from, to }: Extract<Edit, { key: string }>): string => `${key} ${from} -> ${to}`;

const blocks = (count: number): string => (count === 1 ? 'block' : `${count} blocks`);
