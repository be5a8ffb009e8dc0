/** Has the first screen painted as it stands in the HTML, then puts the page in its place. */
import { afterPaint } from './state/afterPaint.ts';
import './theme.css';

afterPaint(() => void import('./start.ts'));
