import type { CallExpression, Statement } from 'acorn';
import type { Edit } from '../../edits/edit.ts';
import { type Shape, sameShape } from '../../graph/shape.ts';
import { expression, statement } from '../syntax/parse.ts';
import { makeFunctional } from './functional.ts';
import { freshName, variableOf } from './insert.ts';
import { type EditKind, type Editing, pickAny } from './kind.ts';
import { replaceNode } from './remove.ts';
import { type LayerSite, type Place, findSites } from './site.ts';

/** A layer that is applied to a variable, with the shapes at either side. */
interface Link {
  readonly site: LayerSite;
  readonly call: CallExpression;
  readonly variable: string;
  readonly from: Shape;
  readonly to: Shape;
  /** Where the statement is `x = layer.apply(x);`. */
  readonly step?: Place;
}

/** Layers that a skip bridges at most. */
const LONGEST = 3;

/** An addition around one or a few layers (He et al. 2016), with a projection where they change the shape. */
export const addSkip: EditKind = {
  name: 'add a skip',
  apply(editing) {
    const links = linksOf(editing.sites);
    if (links.length > 0) return bridge(editing, links);
    // A sequential model cannot branch.
    const { program, task, sites } = editing;
    if (!makeFunctional(program)) return undefined;
    const seen = new Map(sites.flatMap(({ make, seen }) => (seen ? [[make, seen] as const] : [])));
    const rewritten = linksOf(findSites(program, task, seen));
    return rewritten.length > 0 ? bridge(editing, rewritten) : undefined;
  },
};

function linksOf(sites: readonly LayerSite[]): readonly Link[] {
  return sites.flatMap((site) => {
    const { use, seen, isOutput, factory } = site;
    // What a skip around these would add is only what is there already.
    if (use.kind !== 'apply' || !seen || isOutput || /dropout|normalization/i.test(factory)) return [];
    const [argument] = use.call.arguments;
    const [from] = seen.inputs;
    if (argument?.type !== 'Identifier' || !from) return [];
    const target = use.place && variableOf(use.place.statement, use.call);
    const isStep = target && !target.declaration && target.name === argument.name;
    const link = { site, call: use.call, variable: argument.name, from, to: seen.output };
    return [isStep && use.place ? { ...link, step: use.place } : link];
  });
}

function bridge({ program, rng }: Editing, links: readonly Link[]): Edit | undefined {
  const first = pickAny(rng, links);
  if (!first) return undefined;
  const run = runFrom(first, links).slice(0, 1 + rng.int(LONGEST));
  const last = run.at(-1) ?? first;
  const projection = projectionFor(first.from, last.to);
  if (projection === undefined) return undefined;
  const { variable, site } = first;
  const shortcut = projection === '' ? variable : `${site.home}.${projection}.apply(${variable})`;
  if (first.step && last.step) {
    const { list } = first.step;
    const name = freshName(program, 'skip');
    const merged = statement(`${variable} = ${site.home}.add().apply([${variable}, ${name}]);`);
    list.splice(list.indexOf(last.step.statement) + 1, 0, merged);
    list.splice(list.indexOf(first.step.statement), 0, statement(`const ${name} = ${shortcut};`));
  } else {
    const merged = expression(`${site.home}.add().apply([0, ${shortcut}])`) as CallExpression;
    replaceNode(program, first.call, merged);
    const [inputs] = merged.arguments;
    if (inputs?.type === 'ArrayExpression') inputs.elements[0] = first.call;
  }
  return { kind: 'skip', over: run.map((each) => each.site.factory), isProjected: projection !== '' };
}

/** The steps that follow each other in the program from this one on. */
function runFrom(first: Link, links: readonly Link[]): readonly Link[] {
  const run = [first];
  for (let place = first.step; place;) {
    const following: Statement | undefined = place.list[place.list.indexOf(place.statement) + 1];
    const next = links.find(
      ({ step, variable }) => step && step.statement === following && variable === first.variable,
    );
    if (next) run.push(next);
    place = next?.step;
  }
  return run;
}

/** The layer that brings one shape to another: nothing when they are equal, undefined when no single layer can. */
function projectionFor(from: Shape, to: Shape): string | undefined {
  if (sameShape(from, to)) return '';
  const channels = to.at(-1);
  if (from.length !== to.length || channels === undefined || from.length > 3) return undefined;
  if (from.length === 1) return `dense({ units: ${channels} })`;
  const strides = Math.round((from[0] ?? 1) / (to[0] ?? 1));
  const fits = from.slice(0, -1).every((size, axis) => Math.ceil(size / strides) === to[axis]);
  if (!fits) return undefined;
  const stride = strides > 1 ? `strides: ${strides}, ` : '';
  return `conv${from.length - 1}d({ filters: ${channels}, kernelSize: 1, ${stride}padding: 'same' })`;
}
