/** Photographs the page as it is seen, into `screenshots/`, and finds what no designer would ship. */
import { expect, type Page, test } from '@playwright/test';
import { scripted } from './visit.ts';

const WIDTHS = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

/** Of a run: none yet, in the middle, at its end. */
const MOMENTS = { idle: undefined, running: 'candidates=24&until=0.5', finished: 'candidates=24' } as const;

/** What reaches out, is cut off, or stands empty. */
const blemishes = (page: Page) =>
  page.evaluate(() => {
    const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const name = (element: Element) =>
      `${element.closest('section, aside, header')?.className.split(' ').slice(0, 2).join('.')}: ${element.textContent?.trim().slice(0, 40)}`;

    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    const cut = [
      ...document.querySelectorAll('h1, h2, h3, p, button, label, dt, dd, th, td, legend, summary'),
    ]
      .filter((element) => seen(element) && !element.matches('.unseen') && !element.querySelector('.unseen'))
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).display !== 'inline' && !scrolls(element))
      .map((element) => `cut: ${name(element)}`);
    const labels = [...document.querySelectorAll('.panel .body svg text')]
      .filter(seen)
      .filter((text) => {
        const frame = text.closest('.panel')?.getBoundingClientRect();
        const own = text.getBoundingClientRect();
        return frame && !scrolls(text) && (own.left < frame.left - 1 || own.right > frame.right + 1);
      })
      .map((text) => `outside its panel: ${name(text)}`);
    const empty = [...document.querySelectorAll('.panel .body')]
      .filter((body) => seen(body) && !/\p{L}{3,}/u.test(body.textContent ?? ''))
      .map((body) => `says nothing: ${name(body)}`);
    return [...wide, ...cut, ...labels, ...empty];
  });

async function photograph(page: Page, name: string): Promise<void> {
  for (const [width, height] of WIDTHS) {
    await page.setViewportSize({ width, height });
    // Charts are drawn anew in the frame after their panel has its new size.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const found = await blemishes(page);
    await page.screenshot({ path: `screenshots/${name}-${width}.png`, fullPage: true });
    expect.soft(found, `${name} at ${width}`).toEqual([]);
  }
}

for (const locale of ['en-GB', 'ru-RU'])
  for (const colorScheme of ['light', 'dark'] as const)
    // Both languages and both themes once for every run of all tests, the other two pairs for the gallery alone.
    test.describe(
      `${locale}, ${colorScheme}`,
      { tag: (locale === 'en-GB') === (colorScheme === 'light') ? [] : ['@gallery'] },
      () => {
        test.use({ locale, colorScheme });

        for (const [moment, script] of Object.entries(MOMENTS))
          test(`nothing is cut off, reaches out or stands empty: ${moment}`, async ({ page }) => {
            await page.goto(scripted(script ?? ''));
            const start = page.locator('.transport .primary');
            await start.waitFor();
            if (script !== undefined) {
              await start.click();
              await page.locator('section.network [role=img]').waitFor();
            }
            await photograph(page, `${locale.slice(0, 2)}-${colorScheme}-${moment}`);
          });
      },
    );

test.describe('before a class', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('large type holds too, is remembered, and a mark is still found under the pointer', async ({
    page,
  }) => {
    await page.goto(scripted('candidates=24'));
    await page.getByRole('button', { name: 'Projector', exact: true }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.locator('section.network [role=img]').waitFor();
    const sizes = () => page.locator('section.race .axis text').first().boundingBox();
    expect((await sizes())?.height).toBeGreaterThan(16);
    const mark = page.locator('section.race .chart path.mark.search').first();
    await mark.scrollIntoViewIfNeeded();
    const first = await mark.evaluate((path: SVGPathElement) => {
      const { x, y } = path.getPointAtLength(0).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x, y };
    });
    await page.mouse.move(first.x, first.y);
    await expect(page.locator('section.race [style*="pointer"]')).toBeVisible();
    for (const [width, height] of WIDTHS.slice(0, 2)) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `screenshots/projector-${width}.png`, fullPage: true });
      expect.soft(await blemishes(page), String(width)).toEqual([]);
    }
    await page.reload();
    await expect(page.getByRole('button', { name: 'Projector', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });
});

test('a link leaves parts of the page out, and says how to bring them back', async ({ page }) => {
  await page.goto(`${scripted('candidates=24')}#seed=7`);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const menu = page.locator('#share-link');
  await menu.getByLabel('Settings').check();
  await menu.getByLabel('Archive of kinds').check();
  await menu.getByLabel('Open with large type').check();
  const link = await menu.getByLabel('The link').inputValue();
  expect(new URL(link).hash).toBe('#seed=7&hide=archive,settings&view=projector');

  // In a tab of its own, as whoever is sent it would open it.
  const other = await page.context().newPage();
  await other.goto(link);
  await other.locator('section.race').waitFor();
  await expect(other.locator('section.archive, aside')).toHaveCount(0);
  expect(await other.evaluate(() => globalThis.nasPlayground.spec().seed)).toBe(7);
  await expect(other.locator('html')).toHaveAttribute('data-projector', '');
  await other.getByRole('button', { name: 'Share', exact: true }).click();
  await other.getByRole('button', { name: 'Show everything' }).click();
  await expect(other.locator('section.archive')).toBeVisible();
  expect(new URL(other.url()).hash).toBe('#seed=7');
});
