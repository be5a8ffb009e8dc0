import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../search/spec/spec.ts';
import { NUMBERS, type NumberInfo, readNumber } from './fields.ts';

/** The first that has a field stands for all, since the schema gives them one range. */
const STRATEGIES = ['evolution', 'llm'];
/** Have fields of their own. */
const METHODS = [
  'evoprompting',
  'llmatic',
  'gptnas',
  'local-search',
  'tpe',
  'reinforce',
  'nsga2',
  'mcts',
  'bananas',
  'morphism',
  'spos',
  'darts',
];
const ESTIMATORS = ['low-fidelity', 'asha', 'hyperband', 'median', 'curve', 'zero-cost', 'one-shot'];

/** The smallest specification in which the field exists. */
function specWith(field: string, value: number): unknown {
  const [head = '', name = ''] = field.split('.');
  if (head === 'strategy') {
    const id = STRATEGIES.find((id) => {
      const spec = parseSpec({ strategy: { id } });
      return spec.ok && name in spec.value.strategy;
    });
    return { strategy: { id, [name]: value } };
  }
  if (METHODS.includes(head)) {
    // The fewest blocks must not be more than the most.
    const room = name === 'minBlocks' ? { maxBlocks: 30 } : name === 'maxBlocks' ? { minBlocks: 1 } : {};
    return { strategy: { id: head, ...room, [name]: value } };
  }
  if (ESTIMATORS.includes(head)) return { estimator: { id: head, [name]: value } };
  if (head === 'dataset') return { dataset: { id: 'mnist1d', [name]: value } };
  if (head === 'budget') return { budget: { unit: name, count: value } };
  if (head === 'training' && (name === 'steps' || name === 'epochs'))
    return { training: { length: { unit: name, count: value } } };
  return name === '' ? { [head]: value } : { [head]: { [name]: value } };
}

describe.each(Object.entries<NumberInfo>(NUMBERS))('%s', (field, info) => {
  const accepts = (value: number) => parseSpec(specWith(field, value)).ok;

  it('has the range of the schema, to the last digit', () => {
    const { min, max } = info;
    const beyond = info.whole ? (info.multipleOf ?? 1) : 1e-7;
    expect([min, max, min - beyond, max + beyond].map(accepts)).toEqual([true, true, false, false]);
    expect([min, max].map((value) => readNumber(String(value), info))).toEqual([min, max]);
    expect([min - beyond, max + beyond].map((value) => readNumber(String(value), info))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('takes whole numbers only where the schema does', () => {
    const between = info.min + 0.5 * Math.min(1, info.max - info.min);
    expect(readNumber(String(between), info) !== undefined).toBe(accepts(between));
  });
});

it('takes nothing for a number that is not written as one', () => {
  expect(['', ' ', 'ten', '1e999'].map((text) => readNumber(text, NUMBERS.seed))).toEqual(
    Array(4).fill(undefined),
  );
});
