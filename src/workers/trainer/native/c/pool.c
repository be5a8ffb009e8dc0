// Gradients of pooling over [image, row, column, channel]. Windows may reach past the image; taps there are skipped.
#include "simd.h"

#define EACH_WINDOW(BODY)                                                              \
  for (int n = 0; n < N; n++, x += H * W * C, dx += H * W * C) {                       \
    for (int oy = 0; oy < oh; oy++) {                                                  \
      int y0 = oy * sh - top, y1 = y0 + kh;                                            \
      if (y0 < 0) y0 = 0;                                                              \
      if (y1 > H) y1 = H;                                                              \
      for (int ox = 0; ox < ow; ox++, y += C, dy += C) {                               \
        int x0 = ox * sw - left, x1 = x0 + kw;                                         \
        if (x0 < 0) x0 = 0;                                                            \
        if (x1 > W) x1 = W;                                                            \
        BODY                                                                           \
      }                                                                                \
    }                                                                                  \
  }

// The gradient goes to the first of a window's greatest elements, in order of memory.
EXPORT(max_pool_gradient)
void max_pool_gradient(float *dx, const float *dy, const float *x, const float *y, int N, int H, int W, int C, int kh,
                       int kw, int oh, int ow, int sh, int sw, int top, int left) {
  fill(dx, N * H * W * C, 0);
  int apart = sh >= kh && sw >= kw;
  EACH_WINDOW({
    int c = 0;
    if (apart) {
      for (; c + 4 <= C; c += 4) {
        f4 greatest = load(y + c);
        f4 rest = load(dy + c);
        for (int iy = y0; iy < y1; iy++) {
          int at = (iy * W + x0) * C + c;
          for (int ix = x0; ix < x1; ix++, at += C) {
            i4 here = load(x + at) == greatest;
            store(dx + at, select(here, rest, splat(0)));
            rest = select(here, splat(0), rest);
          }
        }
      }
    }
    for (; c + 4 <= C; c += 4) {
      f4 greatest = load(y + c);
      f4 rest = load(dy + c);
      for (int iy = y0; iy < y1; iy++) {
        int at = (iy * W + x0) * C + c;
        for (int ix = x0; ix < x1; ix++, at += C) {
          i4 here = load(x + at) == greatest;
          store(dx + at, load(dx + at) + select(here, rest, splat(0)));
          rest = select(here, splat(0), rest);
        }
      }
    }
    for (; c < C; c++) {
      for (int iy = y0; iy < y1; iy++) {
        int at = (iy * W + x0) * C + c;
        for (int ix = x0; ix < x1; ix++, at += C) {
          if (x[at] == y[c]) {
            dx[at] += dy[c];
            goto found;
          }
        }
      }
    found:;
    }
  })
}

// A window's gradient is shared by the elements that it has inside the image, as its mean was taken over them.
EXPORT(average_pool_gradient)
void average_pool_gradient(float *dx, const float *dy, int N, int H, int W, int C, int kh, int kw, int oh, int ow,
                           int sh, int sw, int top, int left) {
  const float *x = 0, *y = 0;
  fill(dx, N * H * W * C, 0);
  EACH_WINDOW({
    float share = 1.0f / (float)((y1 - y0) * (x1 - x0));
    for (int iy = y0; iy < y1; iy++) {
      float *to = dx + (iy * W + x0) * C;
      for (int ix = x0; ix < x1; ix++, to += C) {
        int c = 0;
        for (; c + 4 <= C; c += 4) store(to + c, load(to + c) + load(dy + c) * share);
        for (; c < C; c++) to[c] += dy[c] * share;
      }
    }
  })
}
