// Normalisation, the projections to queries, keys and values, the rotation of queries and keys by their position, and
// the entry of keys and values into the cache. A thread has two quads of neurons half a head apart, which a rotation
// mixes (Su et al. 2021, RoFormer, in the half-and-half order of Hugging Face).
struct Numbers { start: u32, count: u32, layer: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> input: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<f32>, 3 * WIDTH * WIDTH / 4>;
@group(0) @binding(2) var<storage, read> turns: array<vec4<f32>, CONTEXT * HEAD / 4>;
@group(0) @binding(3) var<storage, read_write> queries: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> keys: array<f32, LAYERS * WIDTH * STRIDE>;
@group(0) @binding(5) var<storage, read_write> values: array<vec4<f32>, LAYERS * CONTEXT * WIDTH / 4>;
@group(0) @binding(6) var<uniform> numbers: Numbers;

const quads = WIDTH / 4;
const half_quads = HEAD / 8;

@compute @workgroup_size(32)
fn ENTRY(@builtin(global_invocation_id) at: vec3<u32>) {
  let pair = at.x % (3 * quads / 2);
  let token = at.x / (3 * quads / 2) * RUN;
  if (token >= numbers.count) { return; }
  let low = pair / half_quads * 2 * half_quads + pair % half_quads;
  let high = low + half_quads;
  var one = Tile();
  var other = Tile();
  var squares = Each();
  for (var k = 0u; k < quads; k++) {
    let x = tile_at(token, k, quads);
    one += block(k, low, 3 * quads) * x;
    other += block(k, high, 3 * quads) * x;
    squares += square(x);
  }
  let norm = inverseSqrt(squares / f32(WIDTH) + EPSILON);
  one = scale(one, norm);
  other = scale(other, norm);
  let last = min(token + RUN, numbers.count);
  for (var t = token; t < last; t++) {
    enter(t, numbers.start + t, low, high, row(one, t - token), row(other, t - token));
  }
}

fn enter(token: u32, position: u32, low: u32, high: u32, a: vec4<f32>, b: vec4<f32>) {
  if (low >= 2 * quads) {
    let at = (numbers.layer * CONTEXT + position) * quads - 2 * quads;
    values[at + low] = a;
    values[at + high] = b;
    return;
  }
  let turn = position * 2 * half_quads + low % half_quads;
  let cosine = turns[turn];
  let sine = turns[turn + half_quads];
  let turned_a = a * cosine - b * sine;
  let turned_b = b * cosine + a * sine;
  if (low < quads) {
    queries[token * quads + low] = turned_a;
    queries[token * quads + high] = turned_b;
    return;
  }
  // Keys lie position by position, so that one query meets four of them at once.
  let key = numbers.layer * WIDTH * STRIDE + position;
  let key_a = key + (low - quads) * 4 * STRIDE;
  let key_b = key + (high - quads) * 4 * STRIDE;
  for (var i = 0u; i < 4u; i++) {
    keys[key_a + i * STRIDE] = turned_a[i];
    keys[key_b + i * STRIDE] = turned_b[i];
  }
}
