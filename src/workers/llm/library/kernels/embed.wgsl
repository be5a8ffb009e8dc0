// The rows of the embedding for each token: the stream of states that the layers add to.
struct Numbers { count: u32, grid: u32 }
@group(0) @binding(0) var<storage, read> ids: array<u32>;
@group(0) @binding(1) var<storage, read> table: array<vec4<f32>, VOCABULARY * WIDTH / 4>;
@group(0) @binding(2) var<storage, read_write> stream: array<vec4<f32>>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

@compute @workgroup_size(32)
fn embed(@builtin(global_invocation_id) at: vec3<u32>) {
  const quads = WIDTH / 4;
  let token = at.x / quads;
  if (token >= numbers.count) { return; }
  stream[at.x] = table[min(ids[token], VOCABULARY - 1) * quads + at.x % quads];
}
