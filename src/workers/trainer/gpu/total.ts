/**
 * WGSL: `total`, the sum over y of what the threads of a group bring, for each x. All of them have to call it.
 *
 * @param lanes threads along y, a power of two
 */
export const totalFunction = (columns: number, lanes: number): string => `
var<workgroup> brought: array<f32, ${columns * lanes}>;
fn total(value: f32, x: i32, y: i32) -> f32 {
  brought[y * ${columns} + x] = value;
  workgroupBarrier();
  for (var rest = ${lanes / 2}; rest > 0; rest = rest / 2) {
    if (y < rest) { brought[y * ${columns} + x] += brought[(y + rest) * ${columns} + x]; }
    workgroupBarrier();
  }
  let sum = brought[x];
  workgroupBarrier();
  return sum;
}
`;
