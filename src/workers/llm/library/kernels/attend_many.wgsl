// Causal attention of many tokens: a thread has one query of one head and keeps the sums of its softmax as it goes
// (Milakov & Gimelshein 2018), four keys at a time. Written out for heads of eight quads, since a loop over them would
// keep the sums out of registers.
struct Numbers { start: u32, count: u32, layer: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> queries: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> keys: array<vec4<f32>, LAYERS * WIDTH * STRIDE / 4>;
@group(0) @binding(2) var<storage, read> values: array<vec4<f32>, LAYERS * CONTEXT * WIDTH / 4>;
@group(0) @binding(3) var<storage, read_write> mixed: array<vec4<f32>>;
@group(0) @binding(4) var<uniform> numbers: Numbers;

const quads = WIDTH / 4;
const stride = STRIDE / 4;

fn meet(query: vec4<f32>, at: u32) -> vec4<f32> {
  return mat4x4<f32>(keys[at], keys[at + stride], keys[at + 2 * stride], keys[at + 3 * stride]) * query;
}

fn mix(shares: vec4<f32>, at: u32) -> vec4<f32> {
  return mat4x4<f32>(values[at], values[at + quads], values[at + 2 * quads], values[at + 3 * quads]) * shares;
}

@compute @workgroup_size(32)
fn attend_many(@builtin(global_invocation_id) at: vec3<u32>) {
  // Neighbouring threads have neighbouring queries of one head, and so the same keys.
  let runs = (numbers.count + 31) / 32 * 32;
  let head = at.x / runs;
  let token = at.x % runs;
  if (head >= HEADS || token >= numbers.count) { return; }
  let own = token * quads + head * 8;
  let unit = inverseSqrt(f32(HEAD));
  let q0 = queries[own] * unit;
  let q1 = queries[own + 1] * unit;
  let q2 = queries[own + 2] * unit;
  let q3 = queries[own + 3] * unit;
  let q4 = queries[own + 4] * unit;
  let q5 = queries[own + 5] * unit;
  let q6 = queries[own + 6] * unit;
  let q7 = queries[own + 7] * unit;
  var m0 = vec4<f32>();
  var m1 = vec4<f32>();
  var m2 = vec4<f32>();
  var m3 = vec4<f32>();
  var m4 = vec4<f32>();
  var m5 = vec4<f32>();
  var m6 = vec4<f32>();
  var m7 = vec4<f32>();
  var top = -3.0e38;
  var sum = 0.0;
  let position = numbers.start + token;
  for (var block = 0u; block * 4 <= position; block++) {
    var key = (numbers.layer * WIDTH + head * HEAD) * stride + block;
    const step = 4 * stride;
    var score = meet(q0, key) + meet(q1, key + step) + meet(q2, key + 2 * step) + meet(q3, key + 3 * step)
      + meet(q4, key + 4 * step) + meet(q5, key + 5 * step) + meet(q6, key + 6 * step) + meet(q7, key + 7 * step);
    score = select(vec4<f32>(-3.0e38), score, block * 4 + vec4<u32>(0, 1, 2, 3) <= vec4<u32>(position));
    let new_top = max(top, max(max(score.x, score.y), max(score.z, score.w)));
    let shares = exp(score - new_top);
    let keep = exp(top - new_top);
    top = new_top;
    sum = sum * keep + dot(shares, vec4<f32>(1.0));
    let value = (numbers.layer * CONTEXT + block * 4) * quads + head * 8;
    m0 = m0 * keep + mix(shares, value);
    m1 = m1 * keep + mix(shares, value + 1);
    m2 = m2 * keep + mix(shares, value + 2);
    m3 = m3 * keep + mix(shares, value + 3);
    m4 = m4 * keep + mix(shares, value + 4);
    m5 = m5 * keep + mix(shares, value + 5);
    m6 = m6 * keep + mix(shares, value + 6);
    m7 = m7 * keep + mix(shares, value + 7);
  }
  mixed[own] = m0 / sum;
  mixed[own + 1] = m1 / sum;
  mixed[own + 2] = m2 / sum;
  mixed[own + 3] = m3 / sum;
  mixed[own + 4] = m4 / sum;
  mixed[own + 5] = m5 / sum;
  mixed[own + 6] = m6 / sum;
  mixed[own + 7] = m7 / sum;
}
