/** PyTorch, beside which exported candidates are run. */
import { installPackage } from './debian.mjs';
import { run } from './process.mjs';

/** Debian's, where there is none and it can be installed; tests that want it are skipped where it is missing. */
export async function ensurePytorch() {
  if (process.platform !== 'linux') return;
  const { code } = await run('/usr/bin/python3', ['-c', 'import torch'], { quiet: true });
  if (code !== 0) await installPackage('python3-torch');
}
