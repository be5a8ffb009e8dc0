import type { CallExpression, Identifier, MemberExpression } from 'acorn';
import type { Edit } from '../../edits/edit.ts';
import { insertBefore, takesOneBefore } from './insert.ts';
import { type EditKind, type Editing, changed, numbersOf, pickAny } from './kind.ts';
import { removeLayer } from './remove.ts';
import type { LayerSite } from './site.ts';
import { writeSlot } from './slots.ts';

const WINDOWS = [2, 3, 4];
const POOL = /^(max|average|avg)Pool(ing)?[12]d$|^global(Max|Average)Pool(ing)?[12]d$/;

/** Swaps a pooling's kind, changes its window, takes it out, or puts one in. */
export const changePooling: EditKind = {
  name: 'change pooling',
  apply(editing) {
    const { rng, sites } = editing;
    const present = pickAny(
      rng,
      sites.filter(({ factory }) => POOL.test(factory)),
    );
    if (!present || rng.chance(0.3)) return addPooling(editing);
    return rng.pick([swapKind, resizeWindow, takeOut])(editing, present);
  },
};

function addPooling({ program, rng, sites }: Editing): Edit | undefined {
  const roomy = sites.filter((site) => {
    const shape = site.seen?.inputs[0];
    return takesOneBefore(site) && shape && shape.length > 1 && Math.min(...shape.slice(0, -1)) >= 4;
  });
  const site = pickAny(rng, roomy);
  const shape = site?.seen?.inputs[0];
  if (!site || !shape) return undefined;
  const made = `${rng.pick(['max', 'average'])}Pooling${shape.length - 1}d`;
  insertBefore(program, site, `${made}({ poolSize: 2 })`);
  return { kind: 'add', layer: made, before: site.factory };
}

function swapKind(_editing: Editing, { make, factory }: LayerSite): Edit {
  const swapped = /max/i.test(factory)
    ? factory.replace('max', 'average').replace('Max', 'Average')
    : factory.replace(/average|avg/, 'max').replace('Average', 'Max');
  // TF.js has short names for some poolings only.
  const other = swapped.replace(/Pool(?=[12]d)/, 'Pooling');
  const callee = (make as CallExpression).callee as MemberExpression;
  (callee.property as Identifier).name = other;
  return { kind: 'swap', layer: factory, to: other };
}

function resizeWindow(editing: Editing, site: LayerSite): Edit | undefined {
  const chosen = numbersOf(editing, ['poolSize']).find((each) => each.site === site);
  if (!chosen) return undefined;
  const wanted = editing.rng.pick(WINDOWS.filter((window) => window !== chosen.value));
  writeSlot(chosen.slot, wanted);
  return changed(chosen, wanted);
}

const takeOut = (editing: Editing, site: LayerSite): Edit | undefined =>
  !site.factory.startsWith('global') && removeLayer(editing, site)
    ? { kind: 'remove', layer: site.factory }
    : undefined;
