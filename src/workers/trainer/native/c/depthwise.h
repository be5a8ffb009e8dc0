#pragma once
#include "windows.h"

// y[positions, C] = clamp(filter over the windows of x + bias), channel by channel. A window has `rows` times `runs`
// taps, `row_step` and `run_step` floats apart.
void depthwise_windows(float *y, const float *x, const int *windows, int positions, int rows, int row_step, int runs,
                       int run_step, const float *filter, const float *bias, int C, float bottom, float top);

INLINE void depthwise_images(float *y, const float *from, Walk w, Geometry g, int some, const float *filter,
                             const float *bias, float bottom, float top) {
  depthwise_windows(y, from, w.windows, some * w.area, g.kh, g.dh * w.row_size, g.kw, g.dw * g.C, filter, bias, g.C,
                    bottom, top);
}
