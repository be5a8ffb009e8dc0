// A projection back to the stream of states, added to it. The count of inputs is a constant, as an instance needs.
struct Numbers { count: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> input: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> weight: array<vec4<f32>, INPUTS * WIDTH / 4>;
@group(0) @binding(2) var<storage, read_write> stream: array<vec4<f32>>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

const quads = WIDTH / 4;

@compute @workgroup_size(32)
fn ENTRY(@builtin(global_invocation_id) at: vec3<u32>) {
  let quad = at.x % quads;
  let token = at.x / quads * RUN;
  if (token >= numbers.count) { return; }
  var sum = Tile();
  for (var k = 0u; k < INPUTS / 4; k++) {
    sum += block(k, quad, quads) * tile_at(token, k, INPUTS / 4);
  }
  for (var t = 0u; t < RUN; t++) { stream[(token + t) * quads + quad] += row(sum, t); }
}
