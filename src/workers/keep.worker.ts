import * as Comlink from 'comlink';
import { KeepHost } from './keep/keepHost.ts';
import { holdLife } from './life.ts';

Comlink.expose(new KeepHost());
holdLife();
