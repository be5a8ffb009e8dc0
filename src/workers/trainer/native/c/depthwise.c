// Convolutions over [image, row, column, channel] with one filter, or some, of its own for each input channel.
#include "depthwise.h"
#include "multiplied.h"

// Some positions, 4 * vectors channels of them.
INLINE void block(const int positions, const int vectors, float *y, const float *x, const int *windows, int rows,
                  int row_step, int runs, int run_step, const float *filter, const float *bias, int C, f4 bottom,
                  f4 top) {
  f4 sums[4][2];
  const float *a[4];
  EACH_ROW(positions) {
    a[r] = x + windows[r];
    EACH_VECTOR(vectors) sums[r][v] = bias ? load(bias + 4 * v) : splat(0);
  }
  for (int ky = 0; ky < rows; ky++) {
    int at = ky * row_step;
    for (int kx = 0; kx < runs; kx++, at += run_step, filter += C) {
      EACH_VECTOR(vectors) {
        f4 weights = load(filter + 4 * v);
        EACH_ROW(positions) sums[r][v] += load(a[r] + at + 4 * v) * weights;
      }
    }
  }
  EACH_ROW(positions) {
    EACH_VECTOR(vectors) store(y + r * C + 4 * v, min4(max4(sums[r][v], bottom), top));
  }
}

INLINE void blocks(const int positions, float *y, const float *x, const int *windows, int rows, int row_step,
                   int runs, int run_step, const float *filter, const float *bias, int C, f4 bottom, f4 top) {
  int c = 0;
#define BLOCK(vectors)                                                                                       \
  block(positions, vectors, y + c, x + c, windows, rows, row_step, runs, run_step, filter + c, bias ? bias + c : 0, \
        C, bottom, top)
  for (; c + 8 <= C; c += 8) BLOCK(2);
  for (; c + 4 <= C; c += 4) BLOCK(1);
#undef BLOCK
  for (; c < C; c++) {
    for (int r = 0; r < positions; r++) {
      float sum = bias ? bias[c] : 0;
      const float *weights = filter + c;
      for (int ky = 0; ky < rows; ky++) {
        const float *a = x + windows[r] + ky * row_step + c;
        for (int kx = 0; kx < runs; kx++, a += run_step, weights += C) sum += *a * *weights;
      }
      y[r * C + c] = sum < bottom[0] ? bottom[0] : sum > top[0] ? top[0] : sum;
    }
  }
}

void depthwise_windows(float *y, const float *x, const int *windows, int positions, int rows, int row_step, int runs,
                       int run_step, const float *filter, const float *bias, int C, float bottom, float top) {
  f4 low = splat(bottom), high = splat(top);
  int i = 0;
#define BLOCKS(positions) \
  blocks(positions, y + i * C, x, windows + i, rows, row_step, runs, run_step, filter, bias, C, low, high)
  for (; i + 4 <= positions; i += 4) BLOCKS(4);
  for (; i < positions; i++) BLOCKS(1);
#undef BLOCKS
}

// y = clamp(filter over x + bias). Scratch: a walk's.
EXPORT(depthwise)
void depthwise(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C,
               int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left,
               float bottom, float ceiling, int images, float *scratch) {
  if (multiplier > 1) {
    multiplied(y, x, filter, bias, N, H, W, C, multiplier, kh, kw, oh, ow, sh, sw, dh, dw, top, left, bottom, ceiling);
    return;
  }
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  Walk w = walk_of(g, images, scratch);
  EACH_CHUNK(N, w) {
    depthwise_images(y + n * w.area * C, read_images(w, g, x, n, some), w, g, some, filter, bias, bottom, ceiling);
  }
}
