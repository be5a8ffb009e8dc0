import type { RunEvent } from '../../search/domain.ts';
import type { ExampleRun } from '../../search/keep/example.ts';
import { connectKeep, pageFolder } from '../../workers/connect.ts';
import { fileFaultWords } from '../views/fileFault.ts';

/** Events taken over from the worker at once. */
const AT_ONCE = 200;

/** Recorded runs that are shipped with the page. */
export class Examples {
  /** Undefined until they were looked for. */
  runs = $state.raw<readonly ExampleRun[]>();
  /** File of the one that is being opened. */
  opening = $state<string>();

  async look(): Promise<void> {
    const { default: runs } = await import('../../search/keep/recordings.json', { with: { type: 'json' } });
    this.runs ??= runs as readonly ExampleRun[];
  }

  /** @throws with a sentence for a person */
  async events({ file, sha256 }: ExampleRun): Promise<readonly RunEvent[]> {
    this.opening = file;
    const worker = connectKeep();
    try {
      const address = addressOf(file);
      const count = await worker.call((api) => api.unpackShipped(address, sha256));
      if (!count.ok) throw new Error(fileFaultWords(count.error, file));
      const events: RunEvent[] = [];
      while (events.length < count.value)
        events.push(...(await worker.call((api) => api.piece(events.length, AT_ONCE))));
      return events;
    } finally {
      worker.kill();
      this.opening = undefined;
    }
  }
}

const addressOf = (file: string): string => new URL(`examples/${file}`, pageFolder()).href;
