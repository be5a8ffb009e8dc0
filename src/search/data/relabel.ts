import { type Result, err, ok } from '../result.ts';
import type { DatasetSpec } from '../spec/spec.ts';
import type { Dataset, Examples } from './dataset.ts';
import type { DatasetFault } from './fault.ts';
import { takeRows } from './split.ts';

export type LabelChoice = Pick<DatasetSpec, 'labels' | 'classA' | 'classB'>;

/**
 * Makes a task of two classes out of a dataset: `pair` keeps the examples of two classes, the first of which becomes 0;
 * `one-against-rest` keeps all, with 1 for the one class and 0 for the others, nine tenths of the examples where ten
 * classes are equally large. `all` is the dataset as it is.
 */
export function relabel(dataset: Dataset, choice: LabelChoice): Result<Dataset, DatasetFault> {
  const { labels, classA, classB } = choice;
  if (labels === 'all') return ok(dataset);
  const { classNames, train, test } = dataset;
  const nameA = classNames[classA];
  if (nameA === undefined) return absent(classA, dataset);
  if (labels === 'one-against-rest') {
    const isOne = ({ x, y }: Examples) => ({ x, y: y.map((label) => (label === classA ? 1 : 0)) });
    return ok({ ...dataset, classNames: [`not ${nameA}`, nameA], train: isOne(train), test: isOne(test) });
  }
  const nameB = classNames[classB];
  if (nameB === undefined) return absent(classB, dataset);
  if (classA === classB) {
    return err({ kind: 'parameters', message: { kind: 'class-twice', label: classA, name: nameA } });
  }
  const pairOf = (examples: Examples) => {
    const rows = Uint32Array.from(examples.y.keys()).filter((row) =>
      [classA, classB].includes(examples.y[row] as number),
    );
    const { x, y } = takeRows(examples, rows);
    return { x, y: y.map((label) => (label === classB ? 1 : 0)) };
  };
  return ok({ ...dataset, classNames: [nameA, nameB], train: pairOf(train), test: pairOf(test) });
}

const absent = (label: number, { classNames }: Dataset): Result<never, DatasetFault> =>
  err({ kind: 'parameters', message: { kind: 'class-absent', label, classes: classNames.length } });
