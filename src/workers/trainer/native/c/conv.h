#pragma once
#include "gemm.h"
#include "windows.h"

// y[positions, OC] = clamp(filter over the windows of x + start). A window is `rows` times `runs` pieces of memory of
// `run` floats, `row_step` and `run_step` apart. `packed` holds the filter's panels, a row for each float of a
// window; `start` has OC + PANEL floats.
void convolve(float *y, const float *x, const int *windows, int positions, int rows, int row_step, int runs,
              int run_step, int run, const float *packed, const float *start, int OC, float bottom, float top);

INLINE void convolve_images(float *y, const float *from, Walk w, Geometry g, int some, const float *packed,
                            const float *start, int OC, float bottom, float top) {
  convolve(y, from, w.windows, some * w.area, g.kh, g.dh * w.row_size, g.runs, g.dw * g.C, g.run, packed, start, OC,
           bottom, top);
}
