/**
 * Errors that are facts. Comlink carries of an error its name, message and stack alone across a worker's border, so the
 * fact travels in the name, and the message is a sentence for whoever knows nothing of facts.
 */
import * as v from 'valibot';
import { english } from './english.ts';
import { saidSchema } from './schema.ts';
import type { Said } from './told.ts';

const MARK = 'Told ';

export class ToldError<S extends Said = Said> extends Error {
  override readonly name: string;
  readonly said: S;

  constructor(said: S, options?: ErrorOptions) {
    super(english(said), options);
    this.said = said;
    this.name = MARK + JSON.stringify(said);
  }
}

/** What whatever was thrown has to say, in this thread or in another. */
export function saidBy(error: unknown): Said {
  if (!(error instanceof Error)) return String(error);
  return factIn(error.name) ?? error.message;
}

function factIn(name: string): Said | undefined {
  if (!name.startsWith(MARK)) return undefined;
  try {
    const read = v.safeParse(saidSchema, JSON.parse(name.slice(MARK.length)));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
