// Convolutions over [image, row, column, channel] as matrix products whose rows are the input's windows.
#include "conv.h"

// A tile of output positions by channels.
INLINE void window_tile(const int positions, const int width, const float *x, const int *windows, int rows,
                        int row_step, int runs, int run_step, int run, const float *b, float *y, int OC, int columns,
                        const float *start, f4 bottom, f4 top) {
  f4 low[4], high[4];
  const float *a[4];
  EACH_ROW(positions) {
    a[r] = x + windows[r];
    low[r] = load(start);
    if (width == 8) high[r] = load(start + 4);
  }
  for (int ky = 0; ky < rows; ky++) {
    for (int kx = 0; kx < runs; kx++) {
      int at = ky * row_step + kx * run_step;
      int end = at + run;
      for (; at < end; at++) {
        f4 b_low = load(b), b_high;
        if (width == 8) b_high = load(b + 4);
        EACH_ROW(positions) {
          f4 v = load_splat(a[r] + at);
          low[r] += v * b_low;
          if (width == 8) high[r] += v * b_high;
        }
        b += width;
      }
    }
  }
  EACH_ROW(positions) {
    store_part(y + r * OC, min4(max4(low[r], bottom), top), columns);
    if (width == 8) store_part(y + r * OC + 4, min4(max4(high[r], bottom), top), columns - 4);
  }
}

void convolve(float *y, const float *x, const int *windows, int positions, int rows, int row_step, int runs,
              int run_step, int run, const float *packed, const float *start, int OC, float bottom, float top) {
  f4 low = splat(bottom), high = splat(top);
  for (int j = 0; j < OC; j += PANEL) {
    int width = panel_width(OC, j);
    int columns = OC - j < width ? OC - j : width;
    int i = 0;
#define TILE(positions, width)                                                                                  \
  window_tile(positions, width, x, windows + i, rows, row_step, runs, run_step, run, packed, y + i * OC + j, OC, \
              columns, start + j, low, high)
    if (width == 8) {
      for (; i + 4 <= positions; i += 4) TILE(4, 8);
      for (; i < positions; i++) TILE(1, 8);
    } else {
      for (; i + 4 <= positions; i += 4) TILE(4, 4);
      for (; i < positions; i++) TILE(1, 4);
    }
#undef TILE
    packed += rows * runs * run * width;
  }
}

// y = clamp(filter over x + bias). Scratch: OC + 8 + taps * (OC + 4), and a walk's.
EXPORT(conv)
void conv(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C, int OC, int kh,
          int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left, float bottom, float ceiling,
          int images, float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  int taps = kh * kw * C;
  float *start = scratch;
  fill(start, OC + PANEL, 0);
  if (bias) copy(start, bias, OC);
  float *packed = start + OC + PANEL;
  pack_panels(taps, OC, filter, OC, 1, packed);
  Walk w = walk_of(g, images, packed + taps * packed_columns(OC));
  EACH_CHUNK(N, w) {
    const float *from = read_images(w, g, x, n, some);
    convolve_images(y + n * w.area * OC, from, w, g, some, packed, start, OC, bottom, ceiling);
  }
}
