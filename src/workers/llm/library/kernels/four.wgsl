// For a run of four tokens, a column each, so that four neurons' weights are read once for all of them. The buffers
// hold whole runs; what the last run has too much is never written to the cache and never read.
alias Tile = mat4x4<f32>;
alias Each = vec4<f32>;
const RUN = 4u;

fn tile_at(token: u32, quad: u32, quads: u32) -> Tile {
  let at = token * quads + quad;
  return Tile(input[at], input[at + quads], input[at + 2u * quads], input[at + 3u * quads]);
}
fn square(x: Tile) -> Each { return Each(dot(x[0], x[0]), dot(x[1], x[1]), dot(x[2], x[2]), dot(x[3], x[3])); }
fn scale(x: Tile, by: Each) -> Tile { return Tile(x[0] * by.x, x[1] * by.y, x[2] * by.z, x[3] * by.w); }
fn row(x: Tile, token: u32) -> vec4<f32> { return x[token]; }
fn silu4(x: vec4<f32>) -> vec4<f32> { return x / (1.0 + exp(-x)); }
fn silu(x: Tile) -> Tile { return Tile(silu4(x[0]), silu4(x[1]), silu4(x[2]), silu4(x[3])); }
fn times(x: Tile, y: Tile) -> Tile { return Tile(x[0] * y[0], x[1] * y[1], x[2] * y[2], x[3] * y[3]); }
