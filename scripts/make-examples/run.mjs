/**
 * Records the runs that are shipped with the page, each by a real search of some minutes:
 *   npm run make-examples [-- evoprompting gptnas]
 * Without names all of them. The work is in `makeExamples.ts`; which runs, in `plan.ts`.
 */
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { makeExamples } = await load('/scripts/make-examples/makeExamples.ts');
  await makeExamples(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
