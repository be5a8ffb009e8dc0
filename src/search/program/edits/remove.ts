import type { AnyNode, Program, Property } from 'acorn';
import { children } from '../syntax/walk.ts';
import { takeInput } from './config.ts';
import type { Editing } from './kind.ts';
import type { LayerSite } from './site.ts';

/** Takes a layer out and joins its two sides. @returns false, with nothing changed, where the program cannot do without */
export function removeLayer({ program, sites, rng }: Editing, site: LayerSite): boolean {
  const { use } = site;
  if (use.kind === 'apply') {
    const [argument] = use.call.arguments;
    const left = argument?.type === 'ArrayExpression' ? rng.pick(argument.elements) : argument;
    if (!left || left.type === 'SpreadElement') return false;
    replaceNode(program, use.call, left);
    return true;
  }
  if (use.kind === 'other') return false;
  const list: AnyNode[] = use.kind === 'add' ? use.place.list : use.list;
  const index = list.indexOf(use.kind === 'add' ? use.place.statement : site.make);
  const moved = takeInput(site.config);
  if (moved.length > 0 && !giveInput(sites[sites.indexOf(site) + 1], moved)) return false;
  list.splice(index, 1);
  return true;
}

/** The layer that becomes first of a sequential model says what the input is. */
function giveInput(next: LayerSite | undefined, moved: readonly Property[]): boolean {
  if (!next || next.make.arguments.length > (next.config ? 1 : 0)) return false;
  if (next.config) next.config.properties.push(...moved);
  else next.make.arguments.push({ type: 'ObjectExpression', properties: [...moved], start: 0, end: 0 });
  return true;
}

/** Puts one node in another's place, wherever that stands. */
export function replaceNode(root: AnyNode | Program, old: AnyNode, by: AnyNode): void {
  for (const [key, value] of Object.entries(root) as [string, unknown][]) {
    if (value === old) (root as unknown as Record<string, unknown>)[key] = by;
    if (Array.isArray(value) && value.includes(old)) value[value.indexOf(old)] = by;
  }
  for (const child of children(root)) if (child !== by) replaceNode(child, old, by);
}
