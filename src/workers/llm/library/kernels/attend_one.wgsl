// Attention of one token to all before it and itself: a workgroup a head.
struct Numbers { length: u32, layer: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> queries: array<vec4<f32>, WIDTH / 4>;
@group(0) @binding(1) var<storage, read> keys: array<vec4<f32>, LAYERS * WIDTH * STRIDE / 4>;
@group(0) @binding(2) var<storage, read> values: array<vec4<f32>, LAYERS * CONTEXT * WIDTH / 4>;
@group(0) @binding(3) var<storage, read_write> mixed: array<vec4<f32>>;
@group(0) @binding(4) var<uniform> numbers: Numbers;

const quads = WIDTH / 4;
const head_quads = HEAD / 4;
const stride = STRIDE / 4;
const threads = 32u;
const slices = threads / head_quads;

var<workgroup> scores: array<vec4<f32>, CONTEXT / 4>;
var<workgroup> largest: array<f32, threads>;
var<workgroup> sums: array<f32, threads>;
var<workgroup> parts: array<vec4<f32>, threads>;

@compute @workgroup_size(threads)
fn attend_one(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {
  let head = group.x;
  let thread = local.x;
  let blocks = (numbers.length + 3) / 4;
  let lanes = vec4<u32>(0, 1, 2, 3);

  var top = -3.0e38;
  for (var at = thread; at < blocks; at += threads) {
    let first = (numbers.layer * WIDTH + head * HEAD) * stride + at;
    var score = vec4<f32>();
    for (var k = 0u; k < head_quads; k++) {
      let key = first + k * 4 * stride;
      score += mat4x4<f32>(keys[key], keys[key + stride], keys[key + 2 * stride], keys[key + 3 * stride])
        * queries[head * head_quads + k];
    }
    score = select(vec4<f32>(-3.0e38), score * inverseSqrt(f32(HEAD)), at * 4 + lanes < vec4<u32>(numbers.length));
    scores[at] = score;
    top = max(top, max(max(score.x, score.y), max(score.z, score.w)));
  }
  largest[thread] = top;
  workgroupBarrier();

  for (var i = 0u; i < threads; i++) { top = max(top, largest[i]); }
  var sum = 0.0;
  for (var at = thread; at < blocks; at += threads) {
    let share = exp(scores[at] - top);
    scores[at] = share;
    sum += dot(share, vec4<f32>(1.0));
  }
  sums[thread] = sum;
  workgroupBarrier();

  let quad = thread % head_quads;
  var part = vec4<f32>();
  for (var at = thread / head_quads; at < blocks; at += slices) {
    let value = (numbers.layer * CONTEXT + at * 4) * quads + head * head_quads + quad;
    part += mat4x4<f32>(values[value], values[value + quads], values[value + 2 * quads], values[value + 3 * quads])
      * scores[at];
  }
  parts[thread] = part;
  workgroupBarrier();

  if (thread < head_quads) {
    var total = 0.0;
    for (var i = 0u; i < threads; i++) { total += sums[i]; }
    for (var i = 1u; i < slices; i++) { part += parts[thread + i * head_quads]; }
    mixed[head * head_quads + thread] = part / total;
  }
}
