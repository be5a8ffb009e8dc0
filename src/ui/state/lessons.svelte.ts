import type { Address } from '../lessons/address.ts';

/** Whether the lessons are open, and at which. The lessons themselves are loaded when they are. */
export class LessonChoice {
  isOpen = $state(false);
  /** 1 for the first; the list of all where there is none. */
  number = $state<number>();
  /** The form is to be set for the lesson; an address that brings its own settings keeps them. */
  wantsSetup = false;

  toggle(): void {
    this.isOpen = !this.isOpen;
    this.number = undefined;
  }

  begin(number: number): void {
    this.isOpen = true;
    this.wantsSetup = true;
    this.number = number;
  }

  showAll(): void {
    this.number = undefined;
  }

  /** Opens the lesson that the address names; one without a lesson leaves things as they are. */
  follow({ lesson, settings }: Address): void {
    if (lesson === undefined || (this.isOpen && lesson === this.number)) return;
    this.begin(lesson);
    this.wantsSetup = settings === '';
  }
}
