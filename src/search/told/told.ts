/**
 * What happens beside the candidates, as facts: what went wrong, what goes on instead, how far something is. A fact is
 * data that is kept, sent between threads and compared; the page words it in its language, `english` everywhere else.
 */
import type { DataTold } from './dataTold.ts';
import type { MisfitTold } from './misfitTold.ts';
import type { ModelTold } from './modelTold.ts';
import type { RunTold } from './runTold.ts';

export type Told = RunTold | DataTold | MisfitTold | ModelTold;

/** A fact, or words of others: of the browser, of a package, of a run that was kept when only sentences were. */
export type Said = Told | string;

/** The facts of one kind. */
export type Fact<K extends Told['kind'] = Told['kind']> = Extract<Told, { readonly kind: K }>;
