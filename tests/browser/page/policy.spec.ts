import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Worker, expect, test } from '@playwright/test';
import { contentPolicy } from '../../../scripts/policy/policy.ts';
import { modelHosts } from '../../../src/workers/llm/hosts.ts';
import { BUILT, openStaticHost } from './staticHost.ts';
import { eventsOf } from './visit.ts';

/** As a page may be put somewhere below the root of a host that sends no headers of its own. */
const FOLDER = '/course/nas/';

/** A server that would answer any page, and counts who asks. */
async function openForeignHost() {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.setHeader('access-control-allow-origin', '*');
    response.end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, asked: () => asked, close: () => server.close() };
}

/** What becomes of a request to another host. */
const fetched = (where: Pick<Worker, 'evaluate'>, address: string): Promise<string> =>
  where.evaluate((to) => fetch(to).then((answer) => answer.text(), String), address);

/** A script of the page's own host, as if a package had it: what DevTools run is not held by a policy. */
const PROBE = `
  const tried = (work) => { try { return String(work()); } catch (error) { return error.name; } };
  const line = document.createElement('script');
  line.textContent = 'globalThis.inlineRan = true';
  document.head.append(line);
  document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="globalThis.handlerRan = true">');
  document.head.insertAdjacentHTML('beforeend', '<base href="http://other.test/">');
  globalThis.probe = {
    eval: tried(() => eval('1 + 1')),
    function: tried(() => new Function('return 2')()),
    base: document.baseURI === location.href,
  };
`;

test('the built page and all its workers are bound by the policy, in any folder of a host that sends no headers', async ({
  page,
}) => {
  const built = await readFile(join(BUILT, 'index.html'), 'utf8');
  const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(built)?.[1];
  expect(meta?.replaceAll('&#39;', "'")).toBe(contentPolicy(modelHosts(), built));
  expect(built.indexOf('Content-Security-Policy')).toBeLessThan(built.indexOf('<script'));

  const folder = await mkdtemp(join(tmpdir(), 'nas-policy-'));
  await cp(BUILT, folder, { recursive: true });
  await writeFile(join(folder, 'probe.js'), PROBE);
  const foreign = await openForeignHost();
  const host = await openStaticHost(FOLDER, folder);
  try {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });
    await page.goto(`${host.address}#strategy=random&evaluations=40&steps=60&workers=1&baseline=off&seed=3`);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    // A network is drawn once there is one, so that the workers that search, run programs, train and draw are all there.
    await expect
      .poll(() => eventsOf(page).then((events) => events.some(({ kind }) => kind === 'epoch')), {
        timeout: 60_000,
      })
      .toBe(true);
    await expect.poll(() => page.workers().length).toBeGreaterThanOrEqual(4);
    // The page does all this without running into its policy.
    expect(violations).toEqual([]);

    for (const where of [page, ...page.workers()])
      expect(await fetched(where, foreign.address)).toMatch(/Failed to fetch/);
    expect(foreign.asked()).toBe(0);
    // The same request is answered where there is no policy.
    expect(await (await page.request.get(foreign.address)).text()).toBe('secret');

    await page.evaluate(
      (src) =>
        new Promise((resolve, reject) => {
          const script = Object.assign(document.createElement('script'), {
            src,
            onload: resolve,
            onerror: reject,
          });
          document.head.append(script);
        }),
      `${host.address}probe.js`,
    );
    expect(await page.evaluate(() => (globalThis as unknown as { probe: unknown }).probe)).toEqual({
      eval: 'EvalError',
      function: 'EvalError',
      base: true,
    });
    expect(await page.evaluate(() => ['inlineRan' in globalThis, 'handlerRan' in globalThis])).toEqual([
      false,
      false,
    ]);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
  } finally {
    foreign.close();
    await host.close();
    await rm(folder, { recursive: true });
  }
});
