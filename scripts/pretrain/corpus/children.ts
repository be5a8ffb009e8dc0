/** Makes children of a program as each instruction asks. */
import type { TaskShape } from '../../../src/search/domain.ts';
import { editInEnglish } from '../../../src/search/edits/english.ts';
import { changeActivation } from '../../../src/search/program/edits/activation.ts';
import { replaceLayer } from '../../../src/search/program/edits/config.ts';
import { changeDropout } from '../../../src/search/program/edits/dropout.ts';
import { type EditKind, pickAny } from '../../../src/search/program/edits/kind.ts';
import { addLayer, dropLayer } from '../../../src/search/program/edits/layers.ts';
import { changeNormalization } from '../../../src/search/program/edits/normalization.ts';
import { changePooling } from '../../../src/search/program/edits/pooling.ts';
import { addSkip } from '../../../src/search/program/edits/skip.ts';
import { EDIT_KINDS } from '../../../src/search/program/edits/table.ts';
import { narrow, widen } from '../../../src/search/program/edits/width.ts';
import { changeKernel, changeStride } from '../../../src/search/program/edits/window.ts';
import { mutate } from '../../../src/search/program/mutate.ts';
import type { Instruction } from '../../../src/search/prompts/instructions.ts';
import type { Rng } from '../../../src/search/random/rng.ts';
import { type Known, know } from '../programs/draw.ts';

/** Sequences longer than this take a recurrent layer too long to read. */
const MOST_STEPS = 20;

/** A recurrent layer in place of what brings a sequence to one vector. */
const addRecurrent: EditKind = {
  name: 'add a recurrent layer',
  apply({ rng, sites }) {
    const site = pickAny(
      rng,
      sites.filter(({ factory, seen }) => {
        const shape = seen?.inputs[0];
        return /^flatten$|^global/.test(factory) && shape?.length === 2 && (shape[0] ?? 0) <= MOST_STEPS;
      }),
    );
    if (!site) return undefined;
    const layer = rng.pick(['gru', 'lstm']);
    const cell = `${layer}({ units: ${rng.pick([6, 8, 12, 16])} })`;
    const replaced = site.factory;
    const both = rng.chance(0.4);
    replaceLayer(site, both ? `bidirectional({ layer: ${site.home}.${cell} })` : cell);
    return { kind: 'swap', layer: replaced, to: both ? 'bidirectional' : layer };
  },
};

interface Making {
  readonly kinds: readonly (readonly [EditKind, number])[];
  /** Fewest and most edits. */
  readonly edits: readonly [number, number];
  /** What each edit must say it did. */
  readonly says?: RegExp;
  /** Whether a child of this many times the parameters is what was asked for. */
  readonly ratio?: (params: number) => boolean;
}

const once = (kind: EditKind, says?: RegExp): Making => ({
  kinds: [[kind, 1]],
  edits: [1, 1],
  ...(says && { says }),
});

const MAKINGS: Readonly<Record<Exclude<Instruction, 'fix' | 'combine'>, Making>> = {
  'add-layer': once(addLayer),
  'delete-layer': once(dropLayer),
  improve: { kinds: EDIT_KINDS, edits: [1, 3] },
  shrink: {
    kinds: [
      [narrow, 5],
      [dropLayer, 3],
      [changeStride, 1],
      [changePooling, 1],
    ],
    edits: [2, 4],
    ratio: (params) => params <= 0.6,
  },
  grow: {
    kinds: [
      [widen, 5],
      [addLayer, 3],
    ],
    edits: [2, 4],
    ratio: (params) => params >= 1.6,
  },
  'add-dense': once(addLayer, /^add dense/),
  'add-convolution': once(addLayer, /^add (conv|separableConv|depthwiseConv)/),
  'add-pooling': once(changePooling, /^add /),
  'add-residual': once(addSkip),
  'add-residuals': { kinds: [[addSkip, 1]], edits: [2, 3] },
  'add-dropout': once(changeDropout, /^add /),
  'add-normalization': once(changeNormalization, /^add /),
  'add-recurrent': once(addRecurrent),
  widen: { kinds: [[widen, 1]], edits: [1, 2] },
  narrow: { kinds: [[narrow, 1]], edits: [1, 2] },
  deepen: { kinds: [[addLayer, 1]], edits: [2, 2] },
  shallower: { kinds: [[dropLayer, 1]], edits: [2, 2] },
  tune: {
    kinds: [
      [changeKernel, 1],
      [changeStride, 1],
      [changeActivation, 1],
    ],
    edits: [1, 2],
  },
};

export type EditInstruction = keyof typeof MAKINGS;

/** One child as asked for, valid and within the working limits; undefined when this draw came to nothing. */
export function childOf(
  parent: Known,
  task: TaskShape,
  instruction: EditInstruction,
  rng: Rng,
): Known | undefined {
  const { kinds, edits, says, ratio } = MAKINGS[instruction];
  const [fewest, most] = edits;
  const count = fewest + rng.int(most - fewest + 1);
  const made = mutate(parent.source, task, rng, count, kinds);
  if (!made.ok || made.value.edits.length < fewest) return undefined;
  if (says && !made.value.edits.every((edit) => says.test(editInEnglish(edit)))) return undefined;
  const child = know(made.value.source, task);
  if (!child || child.architecture.hash === parent.architecture.hash) return undefined;
  const { params } = child.architecture;
  return !ratio || ratio(params / parent.architecture.params) ? child : undefined;
}
