// Causal attention of many tokens: a thread has two queries of one head, so that a key is read once for both, and
// keeps the sums of their softmax as it goes (Milakov & Gimelshein 2018), four keys at a time. Written out for heads of
// eight quads, since a loop over them would keep the sums out of registers.
struct Numbers { start: u32, count: u32, layer: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> queries: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> keys: array<vec4<f32>, LAYERS * WIDTH * STRIDE / 4>;
@group(0) @binding(2) var<storage, read> values: array<vec4<f32>, LAYERS * CONTEXT * WIDTH / 4>;
@group(0) @binding(3) var<storage, read_write> mixed: array<vec4<f32>>;
@group(0) @binding(4) var<uniform> numbers: Numbers;

const quads = WIDTH / 4;
const stride = STRIDE / 4;


// Two queries, or what belongs to them, as columns.
alias Pair = mat2x4<f32>;

fn query(at: u32) -> Pair { return Pair(queries[at], queries[at + quads]) * inverseSqrt(f32(HEAD)); }

fn meet(pair: Pair, at: u32) -> Pair {
  return mat4x4<f32>(keys[at], keys[at + stride], keys[at + 2 * stride], keys[at + 3 * stride]) * pair;
}

fn mix(shares: Pair, at: u32) -> Pair {
  return mat4x4<f32>(values[at], values[at + quads], values[at + 2 * quads], values[at + 3 * quads]) * shares;
}

fn scale(pair: Pair, by: vec2<f32>) -> Pair { return Pair(pair[0] * by.x, pair[1] * by.y); }

fn visible(score: vec4<f32>, first: u32, position: u32) -> vec4<f32> {
  return select(vec4<f32>(-3.0e38), score, first + vec4<u32>(0, 1, 2, 3) <= vec4<u32>(position));
}

fn top_of(score: vec4<f32>) -> f32 { return max(max(score.x, score.y), max(score.z, score.w)); }

fn write(at: u32, mean: Pair) {
  mixed[at] = mean[0];
  mixed[at + quads] = mean[1];
}

@compute @workgroup_size(32)
fn attend_many(@builtin(global_invocation_id) at: vec3<u32>) {
  // Neighbouring threads have neighbouring queries of one head, and so the same keys.
  let pairs = (numbers.count + 63) / 64 * 32;
  let head = at.x / pairs;
  let token = at.x % pairs * 2;
  if (head >= HEADS || token >= numbers.count) { return; }
  let own = token * quads + head * 8;
  let q0 = query(own);
  let q1 = query(own + 1);
  let q2 = query(own + 2);
  let q3 = query(own + 3);
  let q4 = query(own + 4);
  let q5 = query(own + 5);
  let q6 = query(own + 6);
  let q7 = query(own + 7);
  var m0 = Pair();
  var m1 = Pair();
  var m2 = Pair();
  var m3 = Pair();
  var m4 = Pair();
  var m5 = Pair();
  var m6 = Pair();
  var m7 = Pair();
  var top = vec2<f32>(-3.0e38);
  var sum = vec2<f32>();
  let position = numbers.start + token;
  for (var first = 0u; first <= position + 1; first += 4) {
    let key = (numbers.layer * WIDTH + head * HEAD) * stride + first / 4;
    const step = 4 * stride;
    let score = meet(q0, key) + meet(q1, key + step) + meet(q2, key + 2 * step) + meet(q3, key + 3 * step)
      + meet(q4, key + 4 * step) + meet(q5, key + 5 * step) + meet(q6, key + 6 * step) + meet(q7, key + 7 * step);
    let one = visible(score[0], first, position);
    let other = visible(score[1], first, position + 1);
    let new_top = max(top, vec2<f32>(top_of(one), top_of(other)));
    let shares = Pair(exp(one - new_top.x), exp(other - new_top.y));
    let keep = exp(top - new_top);
    top = new_top;
    sum = sum * keep + vec4<f32>(1.0) * shares;
    let value = (numbers.layer * CONTEXT + first) * quads + head * 8;
    m0 = scale(m0, keep) + mix(shares, value);
    m1 = scale(m1, keep) + mix(shares, value + 1);
    m2 = scale(m2, keep) + mix(shares, value + 2);
    m3 = scale(m3, keep) + mix(shares, value + 3);
    m4 = scale(m4, keep) + mix(shares, value + 4);
    m5 = scale(m5, keep) + mix(shares, value + 5);
    m6 = scale(m6, keep) + mix(shares, value + 6);
    m7 = scale(m7, keep) + mix(shares, value + 7);
  }
  write(own, scale(m0, 1.0 / sum));
  write(own + 1, scale(m1, 1.0 / sum));
  write(own + 2, scale(m2, 1.0 / sum));
  write(own + 3, scale(m3, 1.0 / sum));
  write(own + 4, scale(m4, 1.0 / sum));
  write(own + 5, scale(m5, 1.0 / sum));
  write(own + 6, scale(m6, 1.0 / sum));
  write(own + 7, scale(m7, 1.0 / sum));
}
