/**
 * Runs within the page's HTML, before it is painted: of the first screens that were drawn when the page was built, one in
 * each language, shows the one in the person's language, in their colours and size.
 */
import { getLocale } from '../messages/runtime.js';
import { showProjector, showTheme, storedProjector, storedTheme } from '../state/look.ts';
import { splitView } from '../state/viewAddress.ts';
import { keepPress } from './early.ts';

const locale = getLocale();
const { hidden, isProjector } = splitView(location.hash);
document.documentElement.lang = locale;
showTheme(storedTheme());
showProjector(isProjector || storedProjector());
const screen = document.querySelector<HTMLTemplateElement>(`template[data-first="${locale}"]`);
// A link may leave parts of the page out; then nothing is shown until it is known what.
const app = document.getElementById('app');
if (app && screen && hidden.length === 0) {
  app.replaceChildren(screen.content);
  keepPress(app);
}
