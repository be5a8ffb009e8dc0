import * as Comlink from 'comlink';
import { holdLife } from './life.ts';
import { SearchHost } from './search/searchHost.ts';

Comlink.expose(new SearchHost());
holdLife();
