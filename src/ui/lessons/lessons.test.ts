import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyRun } from '../../search/run/fold.ts';
import { parseSpec, writes } from '../../search/spec/spec.ts';
import { LESSONS } from './lessons.ts';
import type { Lesson } from './lesson.ts';
import { inLanguage } from '../views/inLanguage.ts';
import { GLOSSARY } from './glossary.ts';
import { PLACES } from './places.ts';
import { beginning, advance, isWager, skip } from './walk.ts';

const specOf = ({ setup }: Lesson) => {
  const parsed = parseSpec(setup);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

describe.each(LESSONS.map((lesson) => ({ id: lesson.id, lesson })))('The lesson $id', ({ lesson }) => {
  it('sets the form to a run that a class can wait for', () => {
    const { budget, training, strategy } = specOf(lesson);
    expect(budget).toMatchObject({ unit: 'evaluations' });
    // Steps of training in all; 60 candidates of 120 steps take a minute or so on a laptop without a GPU.
    expect(training.length).toMatchObject({ unit: 'steps' });
    expect(budget.count * training.length.count).toBeLessThanOrEqual(7200);
    // Writing costs a second or so for each.
    if (writes(strategy)) expect(budget.count).toBeLessThanOrEqual(25);
  });

  it('has no step that is done before anything was', () => {
    const glance = { spec: specOf(lesson), run: emptyRun };
    for (const [i, step] of lesson.steps.entries()) {
      const walk = { ...beginning, step: i };
      expect(advance(lesson, walk, glance), step.id).toBe(walk);
      expect(skip(lesson, walk, glance).step).toBe(i + 1);
    }
  });

  it('names each step, reading and choice once', () => {
    const steps = lesson.steps.map(({ id }) => id);
    const readings = lesson.steps.flatMap((step) => (step.readings ?? []).map(({ id }) => id));
    const choices = lesson.steps.filter(isWager).map(({ bet }) => bet.choices.map(({ id }) => id));
    for (const ids of [steps, readings, ...choices]) expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a step that begins a run, and a question with one right answer of three', () => {
    expect(lesson.steps.some(({ begins }) => begins)).toBe(true);
    expect(lesson.question.answers).toHaveLength(3);
    expect(lesson.question.answers.filter(({ isRight }) => isRight)).toHaveLength(1);
  });

  it('sets what its step asks for, where it offers to', () => {
    for (const step of lesson.steps) {
      if (!step.set || isWager(step)) continue;
      const before = specOf(lesson);
      const after = { ...before, ...step.set(before) };
      expect(parseSpec(after), step.id).toMatchObject({ ok: true });
      const run = { ...emptyRun, spec: before };
      const since = { candidates: 0, changes: 0 };
      expect(step.isDone({ spec: before, run, since }), step.id).toBe(false);
      expect(step.isDone({ spec: after, run, since }), step.id).toBe(true);
    }
  });
});

it('The right answer does not stand in the same place in every lesson', () => {
  const places = LESSONS.map(({ question }) => question.answers.findIndex(({ isRight }) => isRight));
  expect(new Set(places).size).toBe(3);
});

it('The glossary tells each word apart in both languages', () => {
  for (const locale of ['en', 'ru'] as const) {
    const terms = Object.values(GLOSSARY).map(({ term }) => inLanguage(locale, term));
    const texts = Object.values(GLOSSARY).map(({ text }) => inLanguage(locale, text));
    expect(new Set(terms).size).toBe(terms.length);
    expect(new Set(texts).size).toBe(texts.length);
  }
});

it('Every place that a lesson points at is marked by the pointer', async () => {
  const pointer = await readFile(new URL('../panels/lessons/LessonPointer.svelte', import.meta.url), 'utf8');
  for (const [place, selector] of Object.entries(PLACES))
    expect(pointer).toContain(`html[data-lesson-at='${place}'] ${selector}`);
});
