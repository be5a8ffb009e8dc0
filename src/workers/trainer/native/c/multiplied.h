#pragma once

// Depthwise convolutions with a multiplier above 1, which is rare: each product by itself. Shapes as in depthwise.c.
void multiplied(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C,
                int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left,
                float bottom, float ceiling);

void multiplied_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C,
                                int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw,
                                int top, int left);

void multiplied_input_gradient(float *dx, const float *dy, const float *filter, int N, int H, int W, int C,
                               int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw,
                               int top, int left);
