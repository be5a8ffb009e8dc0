/** Memory of this process's children and theirs: of the browser, as long as it is the only one. */
import { readFileSync, readdirSync } from 'node:fs';

const INTERVAL_MS = 500;

/** @returns what stops looking and tells the most megabytes that were seen; null where `/proc` is not Linux's */
export function watchMemory(): () => number | null {
  let peak = 0;
  const look = () => {
    const now = descendants(process.pid).reduce((sum, pid) => sum + proportionalKilobytes(pid), 0);
    peak = Math.max(peak, now);
  };
  const timer = setInterval(look, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    look();
    return peak === 0 ? null : peak / 1024;
  };
}

/** All processes that descend from this one. */
function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of processes()) {
    const pid = Number(name);
    const parent = parentOf(pid);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  for (let queue = children.get(root) ?? []; queue.length > 0;) {
    found.push(...queue);
    queue = queue.flatMap((pid) => children.get(pid) ?? []);
  }
  return found;
}

function processes(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function parentOf(pid: number): number | undefined {
  const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** Its own pages, and its part of those that it shares. */
function proportionalKilobytes(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

/** Empty when the process has gone meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
