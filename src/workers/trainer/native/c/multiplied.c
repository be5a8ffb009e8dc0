#include "multiplied.h"
#include "simd.h"

// Runs BODY for each product of an input element, at `i`, with a filter's, at `f`, that goes into the output's at `o`.
#define EACH_PRODUCT(BODY)                                                        \
  for (int n = 0, out = 0; n < N; n++) {                                          \
    for (int oy = 0; oy < oh; oy++) {                                             \
      for (int ox = 0; ox < ow; ox++, out += C * multiplier) {                    \
        for (int ky = 0; ky < kh; ky++) {                                         \
          int iy = oy * sh + ky * dh - top;                                       \
          if (iy < 0 || iy >= H) continue;                                        \
          for (int kx = 0; kx < kw; kx++) {                                       \
            int ix = ox * sw + kx * dw - left;                                    \
            if (ix < 0 || ix >= W) continue;                                      \
            int i = ((n * H + iy) * W + ix) * C;                                  \
            int o = out, f = (ky * kw + kx) * C * multiplier;                     \
            for (int c = 0; c < C; c++, i++)                                      \
              for (int m = 0; m < multiplier; m++, o++, f++) BODY;                \
          }                                                                       \
        }                                                                         \
      }                                                                           \
    }                                                                             \
  }

void multiplied(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C,
                int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left,
                float bottom, float ceiling) {
  int OC = C * multiplier, size = N * oh * ow * OC;
  for (int o = 0; o < size; o++) y[o] = bias ? bias[o % OC] : 0;
  EACH_PRODUCT(y[o] += x[i] * filter[f])
  for (int o = 0; o < size; o++) y[o] = y[o] < bottom ? bottom : y[o] > ceiling ? ceiling : y[o];
}

void multiplied_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C,
                                int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw,
                                int top, int left) {
  fill(dfilter, kh * kw * C * multiplier, 0);
  EACH_PRODUCT(dfilter[f] += x[i] * dy[o])
}

void multiplied_input_gradient(float *dx, const float *dy, const float *filter, int N, int H, int W, int C,
                               int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw,
                               int top, int left) {
  fill(dx, N * H * W * C, 0);
  EACH_PRODUCT(dx[i] += dy[o] * filter[f])
}
