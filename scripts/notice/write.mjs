/** `node scripts/notice/write.mjs`, after each change of the packages that are shipped. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../process.mjs';
import { notice } from './notice.mjs';

writeFileSync(join(ROOT, 'NOTICE'), notice());
