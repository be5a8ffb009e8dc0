// Gradients of convolutions with filters of its own for each input channel, over [image, row, column, channel].
#include "depthwise.h"
#include "multiplied.h"
#include "phases.h"

// The gradient of one tap, 4 * vectors channels of it.
INLINE void depthwise_tap(const int vectors, float *dfilter, const float *x, const int *windows, const float *dy,
                          int positions, int C) {
  f4 sums[4];
  EACH_VECTOR(vectors) sums[v] = load(dfilter + 4 * v);
  for (int p = 0; p < positions; p++, dy += C) {
    const float *a = x + windows[p];
    EACH_VECTOR(vectors) sums[v] += load(a + 4 * v) * load(dy + 4 * v);
  }
  EACH_VECTOR(vectors) store(dfilter + 4 * v, sums[v]);
}

// Scratch: a walk's.
EXPORT(depthwise_filter_gradient)
void depthwise_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C,
                               int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top,
                               int left, int images, float *scratch) {
  if (multiplier > 1) {
    multiplied_filter_gradient(dfilter, x, dy, N, H, W, C, multiplier, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
    return;
  }
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  Walk w = walk_of(g, images, scratch);
  fill(dfilter, kh * kw * C, 0);
  EACH_CHUNK(N, w) {
    const float *from = read_images(w, g, x, n, some);
    const float *gradient = dy + n * w.area * C;
    int positions = some * w.area;
    float *to = dfilter;
    for (int ky = 0; ky < kh; ky++) {
      for (int kx = 0; kx < kw; kx++, to += C) {
        const float *corner = from + ky * dh * w.row_size + kx * dw * C;
        int c = 0;
        for (; c + 16 <= C; c += 16) depthwise_tap(4, to + c, corner + c, w.windows, gradient + c, positions, C);
        for (; c + 8 <= C; c += 8) depthwise_tap(2, to + c, corner + c, w.windows, gradient + c, positions, C);
        for (; c + 4 <= C; c += 4) depthwise_tap(1, to + c, corner + c, w.windows, gradient + c, positions, C);
        for (; c < C; c++) {
          float sum = to[c];
          for (int p = 0; p < positions; p++) sum += corner[w.windows[p] + c] * gradient[p * C + c];
          to[c] = sum;
        }
      }
    }
  }
}

// The taps that a phase has, turned about.
INLINE void turn_taps(float *to, const float *filter, int kw, int C, Phase rows, Phase columns) {
  for (int ky = rows.count - 1; ky >= 0; ky--) {
    for (int kx = columns.count - 1; kx >= 0; kx--, to += C) {
      int tap = (rows.first + ky * rows.step) * kw + columns.first + kx * columns.step;
      copy(to, filter + tap * C, C);
    }
  }
}

// Scratch: kh * kw * C, and the walk's from dy to dx, of a phase and with its positions' gradient.
EXPORT(depthwise_input_gradient)
void depthwise_input_gradient(float *dx, const float *dy, const float *filter, int N, int H, int W, int C,
                              int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top,
                              int left, int images, float *scratch) {
  if (multiplier > 1) {
    multiplied_input_gradient(dx, dy, filter, N, H, W, C, multiplier, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
    return;
  }
  float *part = scratch + kh * kw * C;
#define PHASE(to, g, w)                                                                                       \
  depthwise_images(to, read_images(w, g, dy, n, some), w, g, some, scratch, 0, -__builtin_inff(), __builtin_inff())
  EACH_PHASE(C, turn_taps(scratch, filter, kw, C, rows, columns), PHASE)
#undef PHASE
}
