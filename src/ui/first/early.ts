/**
 * The buttons of the first screen that may be pressed before the page has taken its place: the press is kept and repeated.
 * All others of its controls can have no answer yet and stay inert. A button is named in the attribute `data-early`.
 */
const CONTROLS = 'a, button, input, select, summary, textarea';

/** Has the first screen keep the last press of such a button. */
export function keepPress(first: HTMLElement): void {
  for (const control of first.querySelectorAll<HTMLElement>(CONTROLS)) {
    const name = control.dataset['early'];
    control.inert = name === undefined;
    if (name === undefined) continue;
    control.addEventListener('click', () => {
      first.dataset['pressed'] = name;
      control.setAttribute('aria-disabled', 'true');
    });
  }
}

/** Gives the page the focus that such a button had, and presses what was pressed. */
export function repeatPress(first: HTMLElement, page: HTMLElement): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && first.contains(focused))
    buttonOf(page, focused.dataset['early'])?.focus();
  buttonOf(page, first.dataset['pressed'])?.click();
}

const buttonOf = (page: HTMLElement, name: string | undefined): HTMLElement | null =>
  name === undefined ? null : page.querySelector<HTMLElement>(`[data-early="${name}"]`);
