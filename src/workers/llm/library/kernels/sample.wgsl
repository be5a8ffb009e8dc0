// Draws from the least set of tokens whose probabilities sum to `top_p` (Holtzman et al. 2020).
struct Numbers { grid: u32 }
@group(0) @binding(0) var<storage, read> sorted: array<f32, VOCABULARY>;
@group(0) @binding(1) var<storage, read> tokens: array<u32, VOCABULARY>;
@group(0) @binding(2) var<storage, read> uniform_draw: array<f32>;
@group(0) @binding(3) var<storage, read> top_p: array<f32>;
@group(0) @binding(4) var<storage, read_write> drawn: array<u32>;
@group(0) @binding(5) var<uniform> numbers: Numbers;

@compute @workgroup_size(1)
fn sample() {
  _ = numbers.grid;
  var mass = 0.0;
  var kept = 0u;
  while (kept < VOCABULARY && mass < top_p[0]) {
    mass += sorted[kept];
    kept++;
  }
  let goal = uniform_draw[0] * mass;
  var sum = 0.0;
  var at = 0u;
  while (at < kept) {
    sum += sorted[at];
    if (sum >= goal) { break; }
    at++;
  }
  drawn[0] = tokens[min(at, kept - 1)];
}
