// The way back through strides. Input positions that lie `stride` apart are reached by the same taps of the filter, so
// that the gradient of each such phase is a convolution of the output's gradient with these taps, turned about, and
// with strides of 1.
#pragma once
#include "windows.h"

// Along one axis.
typedef struct {
  int first, step, count;    // the taps; none where the stride passes the phase by
  int dilation;              // of their convolution
  int before;                // its padding before the output's gradient
  int positions;             // of the phase within the input
} Phase;

INLINE Phase phase_of(int phase, int size, int taps, int stride, int dilation, int before) {
  int a = stride, b = dilation;
  while (b) {
    int rest = a % b;
    a = b;
    b = rest;
  }
  Phase p = {0, stride / a, 0, dilation / a, 0, phase < size ? (size - phase - 1) / stride + 1 : 0};
  while (p.first < p.step && (phase + before - p.first * dilation) % stride) p.first++;
  if (p.first < p.step && p.first < taps) p.count = (taps - p.first - 1) / p.step + 1;
  p.before = (p.count - 1) * p.dilation - (phase + before - p.first * dilation) / stride;
  return p;
}

// Lays the positions of a phase, [images, rows, columns, C], where they belong in [images, H, W, C].
INLINE void place_phase(float *to, const float *from, int images, int H, int W, int C, Phase rows, Phase columns,
                        int row, int column, int sh, int sw) {
  for (int n = 0; n < images; n++) {
    for (int y = 0; y < rows.positions; y++) {
      float *at = to + ((n * H + row + y * sh) * W + column) * C;
      for (int x = 0; x < columns.positions; x++, at += sw * C, from += C) copy(at, from, C);
    }
  }
}

// The gradient of the input, phase by phase: PREPARE lays out the taps of the phase of `rows` and `columns`, and
// CONVOLVE(to, g, w) puts the phase of `some` images from the n-th on to `to`, from dy as g and w describe. `part` is
// where a phase's positions are kept, `channels` is how many dy has.
#define EACH_PHASE(channels, PREPARE, CONVOLVE)                                                                  \
  for (int row = 0; row < sh && row < H; row++) {                                                                \
    for (int column = 0; column < sw && column < W; column++) {                                                  \
      Phase rows = phase_of(row, H, kh, sh, dh, top), columns = phase_of(column, W, kw, sw, dw, left);           \
      int whole = sh == 1 && sw == 1, taps = rows.count * columns.count;                                         \
      int size = images * rows.positions * columns.positions * C;                                                \
      PREPARE;                                                                                                   \
      Geometry g = geometry(oh, ow, channels, rows.count, columns.count, rows.positions, columns.positions, 1, 1, \
                            rows.dilation, columns.dilation, rows.before, columns.before);                       \
      Walk w = walk_of(g, images, part + (whole ? 0 : size));                                                    \
      if (!taps) fill(part, size, 0);                                                                            \
      EACH_CHUNK(N, w) {                                                                                         \
        float *image = dx + n * H * W * C;                                                                       \
        if (whole) CONVOLVE(image, g, w);                                                                        \
        else {                                                                                                   \
          if (taps) CONVOLVE(part, g, w);                                                                        \
          place_phase(image, part, some, H, W, C, rows, columns, row, column, sh, sw);                           \
        }                                                                                                        \
      }                                                                                                          \
    }                                                                                                            \
  }
