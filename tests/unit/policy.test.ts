import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contentPolicy } from '../../scripts/policy/policy.ts';
import { modelHosts } from '../../src/workers/llm/hosts.ts';
import { HUB } from '../../src/workers/llm/hub.ts';

const directives = new Map(
  contentPolicy(modelHosts())
    .split('; ')
    .map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources] as const;
    }),
);

it('lets the page ask its own host and those that the list of models names, and no other', () => {
  const origins = new Set(
    HUB.flatMap(({ model, model_lib }) => [model, model_lib]).map((at) => new URL(at).origin),
  );
  const [own, ...others] = directives.get('connect-src') ?? [];
  expect(own).toBe("'self'");
  for (const origin of origins) expect(others).toContain(origin);
  // What is beside them is where Hugging Face sends on those who ask for large files.
  expect(others.filter((host) => !origins.has(host))).toEqual([
    'https://*.huggingface.co',
    'https://*.hf.co',
  ]);
});

it('lets no text become a script', () => {
  expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(directives.get('default-src')).toEqual(["'none'"]);
  for (const name of ['object-src', 'base-uri', 'form-action'])
    expect(directives.get(name)).toEqual(["'none'"]);
});

it('binds every worker, since all but the one for own servers are started through `startWorker`', () => {
  const makers = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .filter((file) => /\bnew (Shared)?Worker\(/.test(readFileSync(join('src', file), 'utf8')));
  expect(makers.sort()).toEqual(['workers/llm/store/ownServer.ts', 'workers/start.ts']);
});
