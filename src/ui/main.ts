/** Has the first screen painted as it stands in the HTML, then puts the page in its place. */
import { afterPaint } from './state/afterPaint.ts';
import './theme.css';

afterPaint(async () => {
  const { start } = await import('./start.ts');
  // Loading it is one task, and drawing begins another.
  setTimeout(() => void start());
});
