// Lowers the scores of tokens that have been said: by `presence` at once, by `frequency` for each time, and by the
// factor `repetition`.
struct Numbers { count: u32, grid: u32 }
@group(0) @binding(0) var<storage, read_write> logits: array<f32, VOCABULARY>;
@group(0) @binding(1) var<storage, read> tokens: array<u32>;
@group(0) @binding(2) var<storage, read> times: array<i32>;
@group(0) @binding(3) var<storage, read> penalties: array<f32>;
@group(0) @binding(4) var<uniform> numbers: Numbers;

@compute @workgroup_size(64)
fn penalise(@builtin(global_invocation_id) at: vec3<u32>) {
  if (at.x >= numbers.count || tokens[at.x] >= VOCABULARY) { return; }
  let token = tokens[at.x];
  let score = logits[token] - penalties[0] - f32(times[at.x]) * penalties[1];
  logits[token] = select(score * penalties[2], score / penalties[2], score > 0);
}
