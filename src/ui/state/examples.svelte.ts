import type { RunEvent } from '../../search/domain.ts';
import type { ExampleRun } from '../../search/keep/example.ts';
import { connectKeep, pageFolder } from '../../workers/connect.ts';
import { m } from '../messages/messages.js';
import { fileFaultWords } from '../views/fileFault.ts';

/** Events taken over from the worker at once. */
const AT_ONCE = 200;

/** Recorded runs that are shipped with the page. */
export class Examples {
  /** Undefined until they were looked for. */
  runs = $state.raw<readonly ExampleRun[]>();
  /** File of the one that is being opened. */
  opening = $state<string>();

  /** A copy of the page without recordings has none. */
  async look(): Promise<void> {
    if (this.runs) return;
    const response = await fetch(addressOf('index.json')).catch(() => undefined);
    this.runs = response?.ok ? ((await response.json()) as readonly ExampleRun[]) : [];
  }

  /** @throws with a sentence for a person */
  async events({ file }: ExampleRun): Promise<readonly RunEvent[]> {
    this.opening = file;
    const worker = connectKeep();
    try {
      const response = await fetch(addressOf(file)).catch(() => undefined);
      if (!response?.ok) throw new Error(m.keep_example_missing({ name: file }));
      const content = await response.blob();
      const count = await worker.call((api) => api.unpack(content));
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

const addressOf = (file: string): URL => new URL(`examples/${file}`, pageFolder());
