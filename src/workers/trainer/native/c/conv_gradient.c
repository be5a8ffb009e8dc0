// Gradients of convolutions over [image, row, column, channel], as matrix products whose rows are windows.
#include "conv.h"
#include "phases.h"

// A tile of the filter's gradient: taps by output channels, summed over positions.
INLINE void filter_tile(const int rows, const int width, int positions, const float *x, const int *windows,
                        const float *dy, float *dw, int dw_row, int columns) {
  f4 low[4], high[4];
  EACH_ROW(rows) {
    low[r] = load_part(dw + r * dw_row, columns);
    if (width == 8) high[r] = load_part(dw + r * dw_row + 4, columns - 4);
  }
  for (int p = 0; p < positions; p++) {
    const float *a = x + windows[p];
    f4 b_low = load(dy), b_high;
    if (width == 8) b_high = load(dy + 4);
    EACH_ROW(rows) {
      f4 v = load_splat(a + r);
      low[r] += v * b_low;
      if (width == 8) high[r] += v * b_high;
    }
    dy += width;
  }
  EACH_ROW(rows) {
    store_part(dw + r * dw_row, low[r], columns);
    if (width == 8) store_part(dw + r * dw_row + 4, high[r], columns - 4);
  }
}

INLINE void filter_rows(const int width, int taps, int positions, const float *x, const int *windows, const float *dy,
                        float *dw, int dw_row, int columns) {
  int i = 0;
  for (; i + 4 <= taps; i += 4) filter_tile(4, width, positions, x + i, windows, dy, dw + i * dw_row, dw_row, columns);
  x += i;
  dw += i * dw_row;
  switch (taps - i) {
    case 3: filter_tile(3, width, positions, x, windows, dy, dw, dw_row, columns); break;
    case 2: filter_tile(2, width, positions, x, windows, dy, dw, dw_row, columns); break;
    case 1: filter_tile(1, width, positions, x, windows, dy, dw, dw_row, columns); break;
  }
}

// Scratch: a walk's, and images * oh * ow * (OC + 4).
EXPORT(conv_filter_gradient)
void conv_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C, int OC, int kh,
                          int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left, int images,
                          float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  float *panels = scratch;
  Walk w = walk_of(g, images, panels + images * oh * ow * packed_columns(OC));
  fill(dfilter, kh * kw * C * OC, 0);
  EACH_CHUNK(N, w) {
    const float *from = read_images(w, g, x, n, some);
    int positions = some * w.area;
    pack_panels(positions, OC, dy + n * w.area * OC, OC, 1, panels);
    const float *panel = panels;
    for (int j = 0; j < OC; j += PANEL) {
      int width = panel_width(OC, j);
      int columns = OC - j < width ? OC - j : width;
      float *to = dfilter + j;
      for (int ky = 0; ky < kh; ky++) {
        for (int kx = 0; kx < g.runs; kx++) {
          const float *corner = from + ky * dh * w.row_size + kx * dw * C;
          if (width == 8) filter_rows(8, g.run, positions, corner, w.windows, panel, to, OC, columns);
          else filter_rows(4, g.run, positions, corner, w.windows, panel, to, OC, columns);
          to += g.run * OC;
        }
      }
      panel += positions * width;
    }
  }
}

// Panels of the taps that a phase has, turned about: rows are taps and output channels, columns input channels.
INLINE void pack_turned(float *to, const float *filter, int kw, int C, int OC, Phase rows, Phase columns) {
  for (int j = 0; j < C; j += PANEL) {
    int width = panel_width(C, j);
    for (int ky = rows.count - 1; ky >= 0; ky--) {
      for (int kx = columns.count - 1; kx >= 0; kx--) {
        int tap = (rows.first + ky * rows.step) * kw + columns.first + kx * columns.step;
        const float *from = filter + (tap * C + j) * OC;
        for (int o = 0; o < OC; o++, to += width) {
          for (int c = 0; c < width; c++) to[c] = j + c < C ? from[c * OC + o] : 0;
        }
      }
    }
  }
}

// Scratch: C + 8 + kh * kw * OC * (C + 4), and the walk's from dy to dx, of a phase and with its positions' gradient.
EXPORT(conv_input_gradient)
void conv_input_gradient(float *dx, const float *dy, const float *filter, int N, int H, int W, int C, int OC, int kh,
                         int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left, int images,
                         float *scratch) {
  float *start = scratch;
  float *packed = start + C + PANEL;
  float *part = packed + kh * kw * OC * packed_columns(C);
  fill(start, C + PANEL, 0);
#define PHASE(to, g, w)                                                                                           \
  convolve_images(to, read_images(w, g, dy, n, some), w, g, some, packed, start, C, -__builtin_inff(), __builtin_inff())
  EACH_PHASE(OC, pack_turned(packed, filter, kw, C, OC, rows, columns), PHASE)
#undef PHASE
}
