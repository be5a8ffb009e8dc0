// Rules out every token whose bit is not set.
struct Numbers { grid: u32 }
@group(0) @binding(0) var<storage, read_write> logits: array<f32, VOCABULARY>;
@group(0) @binding(1) var<storage, read> allowed: array<u32>;
@group(0) @binding(2) var<uniform> numbers: Numbers;

@compute @workgroup_size(64)
fn mask(@builtin(global_invocation_id) at: vec3<u32>) {
  _ = numbers.grid;
  let token = at.x;
  if (token >= VOCABULARY) { return; }
  if (((allowed[token / 32] >> (token % 32)) & 1) == 0) { logits[token] = -3.4e38; }
}
