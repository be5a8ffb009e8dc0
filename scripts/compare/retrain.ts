/** Test accuracies, after everything was chosen by validation figures alone. */
import { appendFileSync } from 'node:fs';
import { openSource } from '../page.mjs';
import type { trainProgram } from '../reference-nets/page.ts';
import { readLines } from './lines.ts';

/** Of one program, trained by the references' recipe with each seed from 1 on. */
export interface Retrained {
  readonly name: string;
  readonly params: number;
  readonly accuracies: readonly number[];
}

interface Done extends Retrained {
  readonly source: string;
}

/** @param file lines of JSON; programs that stand there, trained as often, are not trained again */
export async function retrain(
  programs: readonly { readonly name: string; readonly source: string }[],
  times: number,
  file: string,
  say: (line: string) => void,
): Promise<readonly Retrained[]> {
  const done = readLines<Done>(file);
  const { page, close } = await openSource('scripts/reference-nets/index.html');
  try {
    const retrained: Retrained[] = [];
    for (const { name, source } of programs) {
      const before = done.find((each) => each.source === source && each.accuracies.length === times);
      if (before) {
        retrained.push({ ...before, name });
        continue;
      }
      const accuracies: number[] = [];
      let params = 0;
      for (let seed = 1; seed <= times; seed++) {
        // As text, since an import in a function would be compiled for Node on its way into the page.
        const result = (await page.evaluate(
          `import('/scripts/reference-nets/page.ts').then((page) => page.trainProgram(${JSON.stringify(source)}, ${seed}))`,
        )) as Awaited<ReturnType<typeof trainProgram>>;
        if (!('testAccuracy' in result))
          throw new Error(`${name} could not be trained again: ${result.kind}.`);
        params = result.params;
        accuracies.push(result.testAccuracy);
      }
      say(`${name}, ${params} parameters: ${accuracies.map((each) => each.toFixed(3)).join(' ')}`);
      appendFileSync(file, `${JSON.stringify({ name, params, accuracies, source } satisfies Done)}\n`);
      retrained.push({ name, params, accuracies });
    }
    return retrained;
  } finally {
    await close();
  }
}
