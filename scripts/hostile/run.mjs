/** `npm run hostile`: what becomes of the hostile programs and files. The work is in `report.ts`. */
import { typescript } from '../typescript.mjs';

const { load, close } = await typescript();
try {
  const { report } = await load('/scripts/hostile/report.ts');
  await report();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
