import { failureInEnglish } from '../faults/english.ts';
import { DATA } from './english/data.ts';
import { MISFITS } from './english/misfits.ts';
import { MODELS } from './english/models.ts';
import { RUNS } from './english/runs.ts';
import { type Phrases, type Spoken, spoken } from './spoken.ts';
import type { Fact, Said } from './told.ts';

const PHRASES: Phrases = { ...RUNS, ...DATA, ...MISFITS, ...MODELS };

/** For the command line, logs, exported files and models; the page has words of its own. */
export function english(said: Said): string {
  if (typeof said === 'string') return said;
  const phrase = PHRASES[said.kind] as (values: Spoken<Fact>) => string;
  return phrase(spoken(said, { said: english, failure: failureInEnglish }));
}
