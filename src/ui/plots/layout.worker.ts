/** Lays networks out off the page's thread, where two hundred layers would stall it for a quarter of a second. */
import * as Comlink from 'comlink';
import { holdLife } from '../../workers/life.ts';
import { layoutNetwork } from './graphLayout.ts';

export const layoutApi = { layoutNetwork };
Comlink.expose(layoutApi);
holdLife();
