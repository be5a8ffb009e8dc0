import * as v from 'valibot';
import { networkFacts } from './network.ts';
import { programFacts } from './program.ts';

/** Why a program was rejected, as data: `english.ts` words it for prompts and files, the page in its language. */
export const faultFactSchema = v.variant('kind', [...programFacts, ...networkFacts]);

export type FaultFact = v.InferOutput<typeof faultFactSchema>;
/** One kind of it. */
export type FactOf<K extends FaultFact['kind']> = Extract<FaultFact, { kind: K }>;
