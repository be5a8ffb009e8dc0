import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { QuickJsCompiler } from '../../src/workers/sandbox/compiler.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

it('shows a program in the README that is a network', async () => {
  const program = /```js\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  const compiled = await new QuickJsCompiler().compile(program, { inputShape: [40, 1], classes: 10 });
  // Convolution 5·1·16 + 16, dense 16·10 + 10.
  expect(compiled).toMatchObject({ ok: true, value: { params: 96 + 170 } });
});

it('names every package that the page is built from in NOTICE', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const notice = read('NOTICE');
  const isNamed = (name: string) => notice.includes(name) || notice.includes(`${name.split('/')[0]}/*`);
  expect(Object.keys(dependencies).filter((name) => !isNamed(name))).toEqual([]);
});
