import { it, expect } from 'vitest';
import { cellNetworks } from './canonicalCell.ts';
import { BENCHMARK, CELL } from './cell.ts';
it('counts', () => {
  const t = performance.now();
  console.log(cellNetworks(CELL).length, cellNetworks(BENCHMARK).length, performance.now() - t);
  expect(cellNetworks(BENCHMARK).length).toBe(1010);
});
