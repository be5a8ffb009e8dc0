// Adds to the scores of some tokens.
struct Numbers { count: u32, grid: u32 }
@group(0) @binding(0) var<storage, read_write> logits: array<f32, VOCABULARY>;
@group(0) @binding(1) var<storage, read> tokens: array<u32>;
@group(0) @binding(2) var<storage, read> biases: array<f32>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

@compute @workgroup_size(64)
fn bias(@builtin(global_invocation_id) at: vec3<u32>) {
  if (at.x < numbers.count && tokens[at.x] < VOCABULARY) { logits[tokens[at.x]] += biases[at.x]; }
}
