import { untrack } from 'svelte';
import { emptyRun } from '../../search/run/fold.ts';
import { parseSpec } from '../../search/spec/spec.ts';
import type { Lesson, LessonId, Wager } from '../lessons/lesson.ts';
import { type Progress, readProgress, writeProgress } from '../lessons/progress.ts';
import { type Walk, advance, beginning, placeBet, resumed, skip } from '../lessons/walk.ts';
import type { Page } from './page.svelte.ts';

const KEY = 'nas-playground/lessons';

/** How far each lesson has come, followed from what happens on the page and remembered over visits. */
export class LessonWalks {
  #progress = $state.raw<Progress>(readProgress(stored()));
  readonly #page: Page;
  /** A run begun before its lesson is not part of it; every run has a task of its own. */
  #earlier = $state.raw<object>();

  readonly glance = $derived.by(() => {
    const { form, run, selection } = this.#page;
    const isOwn = run.now.task !== undefined && run.now.task !== this.#earlier;
    return {
      spec: form.spec,
      run: isOwn ? run.now : emptyRun,
      ...(selection.chosen !== undefined && { chosen: selection.chosen }),
    };
  });

  constructor(page: Page) {
    this.#page = page;
    this.#earlier = page.run.now.task;
  }

  of(id: LessonId): Walk {
    return this.#progress[id] ?? beginning;
  }

  /** Makes ready to go on with a lesson whose run is not there any more. */
  open(lesson: Lesson): void {
    this.#leaveRun();
    this.#keep(lesson.id, resumed(lesson, this.of(lesson.id)));
  }

  restart(lesson: Lesson): void {
    this.#leaveRun();
    this.#keep(lesson.id, beginning);
  }

  /** To be called in an effect: goes on as far as the page says. */
  follow(lesson: Lesson): void {
    const { glance } = this;
    const walk = this.of(lesson.id);
    const next = advance(lesson, walk, glance);
    if (next !== walk) untrack(() => this.#keep(lesson.id, next));
  }

  skip(lesson: Lesson): void {
    this.#keep(lesson.id, skip(lesson, this.of(lesson.id), this.glance));
  }

  bet(lesson: Lesson, step: Wager, choice: string): void {
    this.#keep(lesson.id, placeBet(this.of(lesson.id), step, choice, this.glance));
  }

  answer(lesson: Lesson, answer: number): void {
    this.#keep(lesson.id, { ...this.of(lesson.id), answer });
  }

  forget(): void {
    this.#progress = {};
    store('{}');
  }

  /** Sets the form for a lesson; does nothing while a run is under way, which would follow it by half. */
  setUp(lesson: Lesson): void {
    if (this.#page.session.underWay) return;
    const parsed = parseSpec(lesson.setup);
    if (!parsed.ok) throw new Error(parsed.error);
    this.#page.update(parsed.value);
  }

  #leaveRun(): void {
    this.#earlier = this.#page.run.now.task;
  }

  #keep(id: LessonId, walk: Walk): void {
    this.#progress = { ...this.#progress, [id]: walk };
    store(writeProgress(this.#progress));
  }
}

/** Where nothing may be stored, the lessons still work and are not remembered. */
function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Nothing can be kept in this browser.
  }
}
