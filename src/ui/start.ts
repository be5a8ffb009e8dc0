import { flushSync, mount } from 'svelte';
import { connectSearch } from '../workers/connect.ts';
import App from './App.svelte';
import { repeatPress } from './first/early.ts';
import { locale } from './state/locale.svelte.ts';
import { turns } from './state/turns.ts';

/** Makes the page beside the first screen that stands in the HTML, and puts it in its place once it is as far. */
export async function start(): Promise<void> {
  const first = document.getElementById('app');
  if (!first) throw new Error('index.html holds no element #app.');
  document.documentElement.lang = locale();
  const target = document.createElement('div');
  target.hidden = true;
  // Before it, since ids that both have must lead to the page.
  first.before(target);
  mount(App, { target, props: { connect: connectSearch } });
  flushSync();
  await turns.drawn();
  target.hidden = false;
  repeatPress(first, target);
  first.remove();
  target.id = first.id;
}
