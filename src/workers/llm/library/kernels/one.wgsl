// For a single token: what a thread adds up are four neurons of it.
alias Tile = vec4<f32>;
alias Each = f32;
const RUN = 1u;

fn tile_at(token: u32, quad: u32, quads: u32) -> Tile { return input[token * quads + quad]; }
fn square(x: Tile) -> Each { return dot(x, x); }
fn scale(x: Tile, by: Each) -> Tile { return x * by; }
fn row(x: Tile, token: u32) -> vec4<f32> { return x; }
fn silu(x: Tile) -> Tile { return x / (1.0 + exp(-x)); }
fn times(x: Tile, y: Tile) -> Tile { return x * y; }
