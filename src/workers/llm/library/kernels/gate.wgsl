// Normalisation and the first half of the gated MLP (Shazeer 2020): SiLU of the gate times the other projection.
struct Numbers { count: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> input: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<f32>, 2 * HIDDEN * WIDTH / 4>;
@group(0) @binding(2) var<storage, read_write> hidden: array<vec4<f32>>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

const quads = HIDDEN / 4;

@compute @workgroup_size(32)
fn ENTRY(@builtin(global_invocation_id) at: vec3<u32>) {
  let quad = at.x % quads;
  let token = at.x / quads * RUN;
  if (token >= numbers.count) { return; }
  var gate = Tile();
  var up = Tile();
  var squares = Each();
  for (var k = 0u; k < WIDTH / 4; k++) {
    let x = tile_at(token, k, WIDTH / 4);
    gate += block(k, quad, 2 * quads) * x;
    up += block(k, quads + quad, 2 * quads) * x;
    squares += square(x);
  }
  let norm = inverseSqrt(squares / f32(WIDTH) + EPSILON);
  let product = times(silu(scale(gate, norm)), scale(up, norm));
  for (var t = 0u; t < RUN; t++) { hidden[(token + t) * quads + quad] = row(product, t); }
}
