// Four inputs' weights for four neurons, of a matrix kept as [inputs, outputs / 4]: neighbouring threads read
// neighbouring quads.
fn block(inputs: u32, quad: u32, quads: u32) -> mat4x4<f32> {
  let at = inputs * 4u * quads + quad;
  return mat4x4<f32>(weight[at], weight[at + quads], weight[at + 2u * quads], weight[at + 3u * quads]);
}
