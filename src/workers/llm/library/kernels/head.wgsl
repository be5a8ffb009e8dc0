// The last normalisation and the scores of all tokens after the last one given.
struct Numbers { last: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> input: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<f32>, VOCABULARY * WIDTH / 4>;
@group(0) @binding(2) var<storage, read_write> logits: array<vec4<f32>>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

@compute @workgroup_size(32)
fn ENTRY(@builtin(global_invocation_id) at: vec3<u32>) {
  let quad = at.x;
  if (quad >= VOCABULARY / 4) { return; }
  var sum = Tile();
  var squares = Each();
  for (var k = 0u; k < WIDTH / 4; k++) {
    let x = tile_at(numbers.last, k, WIDTH / 4);
    sum += block(k, quad, VOCABULARY / 4) * x;
    squares += square(x);
  }
  logits[quad] = scale(sum, inverseSqrt(squares / f32(WIDTH) + EPSILON));
}
