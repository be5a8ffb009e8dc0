import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const UI = new URL('../../src/ui/', import.meta.url);
/** What the page loads by itself: its first screen, and what is drawn below and beside it right after. */
const FIRST = ['start.ts', 'panels/below.ts', 'controls/groups.ts'];
/** Each is for something that a person may or may not do. */
const LATE =
  /^(@codemirror|@lezer|@tensorflow|@mlc-ai|@jitl|quickjs|@dagrejs|@huggingface|acorn|astring|jstat|marked|ml-|d3-hierarchy)/;

const STATIC = /\b(?:import|export)\s(?!type\b)[^;'"]*?from '([^'\n]+)'|\bimport '([^'\n]+)'/g;
const ANY = new RegExp(`${STATIC.source}|\\bimport\\('([^'\n]+)'\\)`, 'g');

/** All packages that these sources reach by imports of a kind, through whatever other sources. */
function packagesFrom(paths: readonly string[], imports: RegExp): Set<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const waiting = paths.map((path) => new URL(path, UI).href);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !/\.(ts|js|svelte)$/.test(file) || !existsSync(new URL(file))) continue;
    seen.add(file);
    for (const [, ...names] of readFileSync(new URL(file), 'utf8').matchAll(imports)) {
      const name = names.find((each) => each !== undefined) ?? '';
      if (name.startsWith('.')) waiting.push(new URL(name, file).href);
      else packages.add(name);
    }
  }
  return packages;
}

describe('What the page loads before anyone has asked for anything', () => {
  it('has no editor, parser, trainer, language model or statistics in it', () => {
    const packages = [...packagesFrom(FIRST, STATIC)];
    expect(packages).toEqual(expect.arrayContaining(['svelte', 'valibot', 'd3-shape']));
    expect(packages.filter((name) => LATE.test(name))).toEqual([]);
  });

  it('leads to an editor and a parser when they are wanted', () => {
    const packages = packagesFrom(FIRST, ANY);
    for (const name of ['@codemirror/view', 'acorn', 'marked']) expect(packages).toContain(name);
  });
});
