import { expect, type Locator, type Page, test } from '@playwright/test';
import type { RunSnapshot } from '../../../src/search/run/fold.ts';
import { bestOfArm } from '../../../src/ui/lessons/checks.ts';
import { LESSONS } from '../../../src/ui/lessons/lessons.ts';
import { isWager } from '../../../src/ui/lessons/walk.ts';
import type { LessonId } from '../../../src/ui/lessons/lesson.ts';
import { faults } from './axe.ts';
import { row, runOf } from './visit.ts';

type Deed = (page: Page) => Promise<void>;

const lessons = (page: Page): Locator => page.locator('section.lesson');
const press = (name: string): Deed => {
  return (page) => page.getByRole('button', { name, exact: true }).click();
};
const start = press('Start');
const setForMe = press('Set it for me');

const ended: Deed = (page) =>
  expect
    .poll(async () => (await runOf(page)).status, { timeout: 60_000, message: 'the end of the run' })
    .toBe('ended');

/** Waits for a candidate of which this is so, and chooses it in the table. */
const choose =
  (find: (run: RunSnapshot) => number | undefined): Deed =>
  async (page) => {
    await expect.poll(async () => find(await runOf(page)), { timeout: 60_000 }).toBeDefined();
    const id = find(await runOf(page));
    if (id === undefined) throw new Error('there was one a moment ago');
    if ((await row(page, id).getAttribute('aria-pressed')) !== 'true') await row(page, id).click();
  };

const byOrigin = (kind: string, fits: (origin: object) => boolean = () => true): Deed =>
  choose(
    ({ candidates }) =>
      candidates.find(
        ({ candidate: { arm, origin } }) => arm === 'search' && origin.kind === kind && fits(origin),
      )?.candidate.id,
  );

const fill =
  (label: string, value: string): Deed =>
  async (page) => {
    await page.getByLabel(label, { exact: true }).and(page.locator('input')).fill(value);
    await page.keyboard.press('Tab');
  };

const individuals = ({ methods }: RunSnapshot) =>
  (methods.gptnas?.generations ?? []).flatMap((each) => each.individuals);

/** Reads the test split for the network that is shown. */
const readTest: Deed = async (page) => {
  await page.getByRole('button', { name: /test split/i }).click();
};

interface Walkthrough {
  /** Settings of a run of seconds, in the address behind the lesson. */
  readonly settings: string;
  /** By step; the steps without one are done by waiting. */
  readonly deeds: Readonly<Record<string, Deed>>;
}

const BRIEF = 'steps=20&workers=1';

const WALKTHROUGHS: Readonly<Record<LessonId, Walkthrough>> = {
  random: {
    settings: `strategy=evolution&population=6&evaluations=8&${BRIEF}`,
    deeds: {
      start,
      pause: press('Pause'),
      step: press('Step'),
      resume: press('Resume'),
      rival: choose((run) => bestOfArm(run, 'baseline')?.id),
    },
  },
  evolution: {
    settings: `strategy=evolution&population=3&sample=2&baseline=off&evaluations=60&${BRIEF}`,
    deeds: {
      start,
      pause: press('Pause'),
      child: byOrigin('mutated'),
      parent: async (page) => {
        const { candidates } = await runOf(page);
        const origin = candidates.find(({ candidate }) => candidate.origin.kind === 'mutated')?.candidate
          .origin;
        if (origin?.kind !== 'mutated') throw new Error('no child');
        await row(page, origin.parent).click();
      },
      edits: fill('Edits per child', '5'),
      resume: press('Resume'),
      wild: byOrigin('mutated', (origin) => 'edits' in origin && (origin.edits as unknown[]).length >= 3),
      contestants: fill('Contestants', '1'),
      end: press('Stop'),
    },
  },
  diversity: {
    settings: `strategy=evolution&population=3&evaluations=8&${BRIEF}`,
    deeds: {
      start,
      elite: async (page) => {
        // Until then another may take its place between the look and the click.
        await ended(page);
        await choose(({ archives }) => archives.search.values().next().value)(page);
      },
      cheapest: choose(({ archives }) =>
        [...archives.search]
          .map(([cell, id]) => ({ column: Number(cell.split(',')[0]), id }))
          .toSorted((a, b) => a.column - b.column)
          .map(({ id }) => id)
          .at(0),
      ),
      rival: choose(({ archives }) => archives.baseline.values().next().value),
    },
  },
  writer: {
    settings: `strategy=llm&population=2&temperature=0.2&baseline=off&evaluations=5&${BRIEF}`,
    deeds: { start, child: byOrigin('written'), heat: setForMe, again: start },
  },
  evoprompting: {
    settings: `strategy=evoprompting&prompts=2&promptSamples=2&survivors=2&errorCeiling=0.95&tuningSteps=2&evaluations=10&baseline=off&${BRIEF}`,
    deeds: { start, seed: byOrigin('seed'), child: byOrigin('written') },
  },
  llmatic: {
    settings: `strategy=llmatic&niches=9&batchOfChildren=2&warmNetworks=2&warmPrompts=2&evaluations=10&baseline=off&${BRIEF}`,
    deeds: {
      start,
      written: byOrigin('written', (origin) => 'instruction' in origin),
      elite: choose(({ methods }) => methods.llmatic?.networks.values().next().value?.id),
    },
  },
  gptnas: {
    settings: `strategy=gptnas&population=6&minBlocks=2&maxBlocks=3&evaluations=7&baseline=off&steps=5&workers=1`,
    deeds: {
      start,
      predicted: choose((run) => individuals(run).find(({ predicted }) => predicted.length > 0)?.id),
      without: setForMe,
      again: start,
    },
  },
  fooled: {
    settings: `strategy=random&labels=one-against-rest&classA=6&evaluations=4&learningRate=0.001&${BRIEF}`,
    deeds: {
      start,
      mend: setForMe,
      all: start,
      seed: setForMe,
      again: start,
      test: async (page) => {
        await page.keyboard.press('Escape');
        await readTest(page);
      },
      peek: async (page) => {
        const best = bestOfArm(await runOf(page), 'search')?.id;
        await choose(
          ({ candidates }) =>
            candidates.find(({ candidate, outcome }) => candidate.id !== best && outcome?.kind === 'scored')
              ?.candidate.id,
        )(page);
        await readTest(page);
      },
    },
  },
};

/** The number of the step that is to be done; one more than there are at the question. */
async function stepNow(page: Page, count: number): Promise<number> {
  const text = await lessons(page).locator('.now').textContent();
  const found = /Step (\d+) of/.exec(text ?? '');
  return found ? Number(found[1]) : count + 1;
}

for (const [i, { id, steps, question }] of LESSONS.entries()) {
  const { settings, deeds } = WALKTHROUGHS[id];

  test(`lesson ${i + 1}, ${id}, can be walked to its end by doing what its steps say`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto(`/#lesson=${i + 1}&${settings}`);
    for (const [k, step] of steps.entries()) {
      const isOver = async () => (await stepNow(page, steps.length)) > k + 1;
      await expect
        .poll(() => stepNow(page, steps.length), { timeout: 90_000, message: `before ${step.id}` })
        .toBeGreaterThan(k);
      if (await isOver()) continue;
      if (isWager(step)) await lessons(page).locator('.bet').first().click();
      else await deeds[step.id]?.(page);
      await expect.poll(isOver, { timeout: 90_000, message: step.id }).toBe(true);
    }

    const right = question.answers.findIndex(({ isRight }) => isRight);
    const wrong = question.answers.findIndex(({ isRight }) => !isRight);
    await lessons(page).getByRole('radio').nth(wrong).check();
    await expect(lessons(page)).toContainText('Not quite.');
    await lessons(page).getByRole('radio').nth(right).check();
    await expect(lessons(page)).toContainText('Right.');
    // Every bet has come out by then.
    await expect(lessons(page).getByText('It is still open.')).toHaveCount(0);
    expect(await faults(page)).toEqual([]);

    await page.reload();
    await lessons(page).getByRole('button', { name: 'All lessons' }).first().click();
    await expect(lessons(page).getByRole('listitem').nth(i)).toContainText('done');
  });
}

test('a lesson opened from the list sets the form and points at where to begin; all is forgotten on request', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await expect(lessons(page).getByRole('listitem')).toHaveCount(8);
  await lessons(page).getByRole('listitem').nth(1).getByRole('button').click();
  await expect(page).toHaveURL(/#lesson=2&strategy=evolution&/);
  expect(await page.evaluate(() => globalThis.nasPlayground.spec().budget.count)).toBe(60);
  await expect(page.locator('.transport')).toHaveCSS('outline-style', 'solid');
  await page.getByRole('button', { name: 'Skip this step' }).click();
  await expect(page.locator('.panel.candidates')).toHaveCSS('outline-style', 'solid');
  await expect(page.locator('.transport')).not.toHaveCSS('outline-style', 'solid');

  await page.getByRole('button', { name: 'All lessons' }).click();
  await expect(page.locator('.panel.candidates')).not.toHaveCSS('outline-style', 'solid');
  await expect(lessons(page).getByRole('listitem').nth(1)).toContainText('step 2 of 10');
  await page.getByRole('button', { name: 'Forget my progress' }).click();
  await expect(lessons(page).getByRole('listitem').nth(1)).not.toContainText('step 2 of 10');
  await page.getByRole('button', { name: 'Close the lessons' }).click();
  await expect(lessons(page)).toHaveCount(0);
});

test('the highlight does not move for who wants no motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/#lesson=1');
  // By role: the first screen's own, which waits to be replaced, is inert.
  const transport = page.getByRole('group', { name: 'Run', exact: true });
  await expect(transport).toHaveCSS('outline-style', 'solid');
  await expect(transport).toHaveCSS('animation-duration', '0s');
});

test('a word of a step is shown in the glossary, and Esc closes it', async ({ page }) => {
  await page.goto('/#lesson=1');
  await lessons(page).getByRole('button', { name: 'Budget' }).click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.locator('#term-budget')).toBeInViewport();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();
  await expect(lessons(page)).toBeVisible();
});

test('the notes for teachers are alone on the paper', async ({ page }) => {
  await page.goto('/#lesson=1');
  await page.getByRole('button', { name: 'Notes for teachers' }).click();
  await expect(lessons(page).getByRole('article')).toHaveCount(8);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.columns')).toBeHidden();
  await expect(page.locator('.transport')).toBeHidden();
  await expect(lessons(page).getByRole('article').last()).toBeVisible();
});
