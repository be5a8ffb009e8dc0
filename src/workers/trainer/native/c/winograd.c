// Convolutions with filters of 3 by 3, strides and dilations of 1, by minimal filtering.
//
// Scratch of both kernels: what each says it keeps, a walk's over the tiles, and 16 * (C + OC + 4) for each of `block`
// tiles.
#include "winograd.h"

// y = clamp(filter over x + bias), or with `turned` the gradient of the input from that of the output in x; then
// C and OC, as all sizes, are those of the convolution that is run. Both are at most RUN.
// Keeps 16 * C * (OC + 4) + OC + 8.
EXPORT(winograd)
void winograd(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C, int OC,
              int oh, int ow, int top, int left, int turned, float bottom, float ceiling, int images, int block,
              float *scratch) {
  Geometry g = tiles_of(H, W, C, oh, ow, top, left);
  float *zeros = scratch;
  float *packed = zeros + OC + PANEL;
  int panels = C * packed_columns(OC);
  float *inputs = packed + TILE * panels;
  float *products = inputs + TILE * block * C;
  fill(zeros, OC + PANEL, 0);
  turn_filter(packed, filter, C, OC, turned);
  Walk w = walk_of(g, images, products + TILE * block * OC);
  EACH_CHUNK(N, w) {
    const float *from = read_images(w, g, x, n, some);
    int tiles = some * w.area;
    for (int t = 0; t < tiles; t += block) {
      int count = tiles - t < block ? tiles - t : block;
      turn_inputs(inputs, from, w.windows + t, count, w.row_size, C);
      for (int e = 0; e < TILE; e++) {
        gemm_packed(count, OC, C, inputs + e * count * C, C, 1, packed + e * panels, products + e * count * OC, OC,
                    zeros);
      }
      turn_products(y + n * oh * ow * OC, products, t, count, g, oh, ow, OC, bias, splat(bottom), splat(ceiling));
    }
  }
}

// A block has at most RUN tiles. Keeps 16 * C * OC.
EXPORT(winograd_filter_gradient)
void winograd_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C, int OC,
                              int oh, int ow, int top, int left, int images, int block, float *scratch) {
  Geometry g = tiles_of(H, W, C, oh, ow, top, left);
  float *sums = scratch;
  float *inputs = sums + TILE * C * OC;
  float *gradients = inputs + TILE * block * C;
  fill(sums, TILE * C * OC, 0);
  Walk w = walk_of(g, images, gradients + TILE * block * packed_columns(OC));
  EACH_CHUNK(N, w) {
    const float *from = read_images(w, g, x, n, some);
    int tiles = some * w.area;
    for (int t = 0; t < tiles; t += block) {
      int count = tiles - t < block ? tiles - t : block;
      turn_inputs(inputs, from, w.windows + t, count, w.row_size, C);
      turn_gradients(gradients, dy + n * oh * ow * OC, t, count, g, oh, ow, OC);
      for (int e = 0; e < TILE; e++) {
        gemm_packed(C, OC, count, inputs + e * count * C, 1, C, gradients + e * count * packed_columns(OC),
                    sums + e * C * OC, OC, 0);
      }
    }
  }
  turn_sums(dfilter, sums, C * OC);
}
