import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { scripted } from './visit.ts';

const open = (page: Page, panel: string) =>
  page
    .locator(`section.${panel}`)
    .getByRole('button', { name: /^Save: / })
    .click();

async function saved(page: Page, panel: string, item: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.locator(`#${panel}-save`).getByRole('button', { name: item }).click();
  return readFile(await (await download).path());
}

/** What a picture is made of, that can be seen. */
const shapesOf = (page: Page, panel: string) =>
  page.locator(`section.${panel} .body [role=img]`).evaluate((svg) => {
    const shapes = [...svg.querySelectorAll('path, rect, circle, line, polygon')];
    return shapes.filter((shape) => {
      const { fill, stroke } = getComputedStyle(shape);
      return !(/^(none|rgba\(0, 0, 0, 0\))$/.test(fill) && stroke === 'none');
    }).length;
  });

test.beforeEach(async ({ page }) => {
  await page.goto(scripted('candidates=20'));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('img', { name: /^Network of/ }).waitFor();
});

test('every picture of a run is saved as an SVG that stands alone, with every mark', async ({ page }) => {
  for (const panel of ['network', 'curves', 'race', 'pareto', 'archive'])
    await test.step(panel, async () => {
      const shapes = await shapesOf(page, panel);
      await open(page, panel);
      const svg = (await saved(page, panel, 'Save as SVG')).toString();
      for (const dependent of ['var(', 'light-dark(', 'oklab', 'class=', 'foreignObject'])
        expect(svg).not.toContain(dependent);
      const inside = await page.evaluate((text) => {
        const file = new DOMParser().parseFromString(text, 'image/svg+xml');
        return {
          faults: file.querySelectorAll('parsererror').length,
          title: file.querySelector('title')?.textContent,
          shapes: file.querySelectorAll('svg svg :is(path, rect, circle, line, polygon)').length,
        };
      }, svg);
      expect(inside).toEqual({
        faults: 0,
        title: await page.locator(`#${panel}-title`).innerText(),
        shapes,
      });
      await page.keyboard.press('Escape');
    });
});

test('a picture is saved in points, twice as fine as on the page, and is not blank', async ({ page }) => {
  await open(page, 'race');
  const png = await saved(page, 'race', 'Save as PNG');
  const read = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas?.drawImage(image, 0, 0);
    const { data } = canvas?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const ground = data.slice(0, 3).join();
    let drawn = 0;
    for (let i = 0; i < data.length; i += 4) if (data.slice(i, i + 3).join() !== ground) drawn++;
    return { width: image.width, share: drawn / (data.length / 4) };
  }, png.toString('base64'));
  const onPage = await page.locator('section.race .body').evaluate(({ clientWidth }) => clientWidth);
  expect(read.width).toBeGreaterThanOrEqual(2 * onPage);
  expect(read.share).toBeGreaterThan(0.005);
});

test('a table is copied as CSV, also when it is not shown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'pareto');
  await page.locator('#pareto-save').getByRole('button', { name: 'Copy table as CSV' }).click();
  await expect(page.locator('#pareto-save [role=status]')).toHaveText(/Copied/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Table: Error against size' }).click();
  const rows = await page.locator('section.pareto .twin tr').count();
  expect(rows).toBeGreaterThan(2);
  expect(copied.trimEnd().split('\r\n')).toHaveLength(rows);
  // The picture is not there to be saved now, which the menu says.
  await open(page, 'pareto');
  await expect(page.locator('#pareto-save')).toContainText('Switch from the table to the picture');
});
