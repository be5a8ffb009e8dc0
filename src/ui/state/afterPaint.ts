/** Calls back in a task of its own once the page has been painted. A window that is not seen is not painted, and need not wait. */
export function afterPaint(then: () => void): void {
  if (document.hidden) setTimeout(then);
  else requestAnimationFrame(() => setTimeout(then));
}
