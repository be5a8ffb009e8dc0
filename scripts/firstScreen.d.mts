import type { Plugin } from 'vite';

/** Draws the first screen into the HTML of the built page. */
export function firstScreen(): Plugin;
