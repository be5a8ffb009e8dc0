// Probabilities of scores divided by a temperature, in one workgroup. Each thread keeps the sum of its share as it
// goes, relative to the largest score so far (Milakov & Gimelshein 2018).
struct Numbers { grid: u32 }
@group(0) @binding(0) var<storage, read> logits: array<vec4<f32>, VOCABULARY / 4>;
@group(0) @binding(1) var<storage, read> temperature: array<f32>;
@group(0) @binding(2) var<storage, read_write> probabilities: array<vec4<f32>>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

const threads = 32u;
var<workgroup> largest: array<f32, threads>;
var<workgroup> sums: array<f32, threads>;

@compute @workgroup_size(threads)
fn softmax(@builtin(local_invocation_id) local: vec3<u32>) {
  _ = numbers.grid;
  let divisor = temperature[0];
  var top = -3.4e38;
  var sum = 0.0;
  for (var i = local.x; i < VOCABULARY / 4; i += threads) {
    let score = logits[i];
    let new_top = max(top, max(max(score.x, score.y), max(score.z, score.w)));
    sum = sum * exp((top - new_top) / divisor) + dot(exp((score - new_top) / divisor), vec4<f32>(1.0));
    top = new_top;
  }
  largest[local.x] = top;
  sums[local.x] = sum;
  workgroupBarrier();
  for (var i = 0u; i < threads; i++) { top = max(top, largest[i]); }
  sum = 0.0;
  for (var i = 0u; i < threads; i++) { sum += sums[i] * exp((largest[i] - top) / divisor); }
  for (var i = local.x; i < VOCABULARY / 4; i += threads) {
    probabilities[i] = exp((logits[i] - top) / divisor) / sum;
  }
}
