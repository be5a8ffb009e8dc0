/** `npm run compare`: the three methods beside random search and evolution. The work is in `compare.ts`. */
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { compareMethods } = await load('/scripts/compare/compare.ts');
  await compareMethods(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
