/** What the figures were measured on. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type as system } from 'node:os';
import { tableOf } from './tables.ts';

export interface Measured {
  /** Chromium's version. */
  readonly browser: string;
  readonly torch: string | undefined;
}

export function machineTable({ browser, torch }: Measured): string {
  const processors = cpus();
  return tableOf(
    ['', ''],
    [
      ['date', new Date().toISOString().slice(0, 10)],
      ['commit', commit()],
      ['processor', `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`],
      ['memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
      ['system', `${system()} ${release()}, Node ${process.versions.node}`],
      ['browser', `Chromium ${browser}, headless`],
      ['TF.js', version('@tensorflow/tfjs-core')],
      ['jax-js', version('@jax-js/jax')],
      ['PyTorch', torch ?? 'not here'],
    ],
  );
}

function version(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
