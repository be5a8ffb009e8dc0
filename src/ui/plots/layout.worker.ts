/** Lays drawings out off the page's thread, where two hundred layers would stall it for a quarter of a second. */
import * as Comlink from 'comlink';
import { holdLife } from '../../workers/life.ts';
import { layoutNetwork } from './graphLayout.ts';
import { layoutLineage } from './lineageLayout.ts';

export const layoutApi = { layoutNetwork, layoutLineage };
Comlink.expose(layoutApi);
holdLife();
