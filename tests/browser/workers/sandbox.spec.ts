import { type JSHandle, type Page, expect, test } from '@playwright/test';
import type { Compiler } from '../../../src/search/ports.ts';
import { compilerContract } from '../../../src/search/testing/compilerContract.ts';

type Harness = typeof import('../harness/sandbox.ts');

/** The worker in a page of the dev server, as a compiler on this side. */
async function compilerIn(page: Page): Promise<Compiler> {
  await page.route('**/empty', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto('/empty');
  const harness: JSHandle<Harness> = await page.evaluateHandle(
    () => import('/tests/browser/harness/sandbox.ts' as string) as Promise<Harness>,
  );
  return {
    compile: (source, task) =>
      harness.evaluate((sandbox, [text, shape]) => sandbox.compile(text, shape), [source, task] as const),
  };
}

test.describe('the sandbox in its worker', () => {
  let page: Page;
  let compiler: Compiler;

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    compiler = await compilerIn(page);
  });
  test.afterAll(() => page.close());

  compilerContract(
    { it: (name, run) => test(name, run), equal: (actual, expected) => expect(actual).toEqual(expected) },
    async () => compiler,
  );

  // A loop inside a built-in of the interpreter, which does not look at the clock.
  for (const [what, statements] of [
    ['a search without end', 'for (;;) new Array(2 ** 31).indexOf(1);'],
    ['a text joined of hundreds of millions', `new Array(2 ** 28).join('ab');`],
    ['errors caught within errors', 'const f = () => { try { f(); } catch { f(); } }; f();'],
  ] as const)
    test(`ends ${what}, which hangs the interpreter, and goes on in a new worker`, async () => {
      const task = { inputShape: [4], classes: 2 };
      const hang = await compiler.compile(`export default () => { ${statements} };`, task);
      expect(hang.ok || hang.error.kind).toMatch(/timeout|memory/);
      const source =
        'export default (tf, s, n) => tf.sequential({ layers: [tf.layers.dense({ units: n, inputShape: s })] });';
      expect(await compiler.compile(source, task)).toMatchObject({ ok: true, value: { params: 10 } });
    });
});
