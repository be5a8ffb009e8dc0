import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** Packages that a source imports for what they do; not types, assets, and what plugins make. */
const packagesOf = (source: string): string[] =>
  [...source.matchAll(/\b(?:import|export)\s(?!type\b)[^;'"]*?from '([^'\n]+)'|\bimport\('([^'\n]+)'\)/g)]
    .map(([, early, late]) => early ?? late ?? '')
    .filter((name) => !/^[./]|^(node|virtual):|[?]|^svelte(\/|$)/.test(name));

it('bundles every package of the page before the first test, since finding one later reloads the page', () => {
  const sources = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(ts|svelte)$/.test(path) && !/\.test\.ts$|^search\/testing\//.test(path),
  );
  const imported = new Set(sources.flatMap((path) => packagesOf(read(`src/${path}`))));
  const config = read('vite.config.ts');
  expect(imported.size).toBeGreaterThan(20);
  expect([...imported].filter((name) => !config.includes(`'${name}'`))).toEqual([]);
});
