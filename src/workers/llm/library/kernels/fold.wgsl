// Brings a weight [rows, columns] to the order in which the other kernels read it, [columns, rows], and multiplies
// it by the gain of the normalisation before it: W (g * x / rms) = (W g) x / rms.
struct Numbers { rows: u32, columns: u32, gained: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> weight: array<f32>;
@group(0) @binding(1) var<storage, read> gain: array<f32>;
@group(0) @binding(2) var<storage, read_write> folded: array<f32>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

@compute @workgroup_size(64)
fn fold(@builtin(global_invocation_id) at: vec3<u32>) {
  let row = at.x % numbers.rows;
  let column = at.x / numbers.rows;
  if (column >= numbers.columns) { return; }
  let factor = select(1.0, gain[column], numbers.gained == 1u);
  folded[at.x] = weight[row * numbers.columns + column] * factor;
}
