// Convolutions over [image, row, column, channel] as matrix products whose rows are the input's windows. The
// windows are never laid out: images are copied with their padding about them, and then a window is a few runs of
// memory, one for each row of the filter.
//
// Images are taken some at a time, so that the copy stays in the cache; scratch is laid out as
//   filter panels | offsets of windows in the copy (one integer for each output position) | padded images | more
#include "gemm.h"

typedef struct {
  int H, W, C;           // an image
  int kh, kw;            // the filter
  int oh, ow;            // positions
  int sh, sw, dh, dw;    // strides and dilations
  int top, left;         // padding before the image; negative cuts it
  int ph, pw;            // the padded image
  int run, runs;         // floats in a run of memory within a filter row, and the number of runs in it
} Geometry;

INLINE Geometry geometry(int H, int W, int C, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top,
                         int left) {
  Geometry g = {H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left, 0, 0, 0, 0};
  g.ph = (oh - 1) * sh + (kh - 1) * dh + 1;
  g.pw = (ow - 1) * sw + (kw - 1) * dw + 1;
  g.run = dw == 1 ? kw * C : C;
  g.runs = dw == 1 ? 1 : kw;
  return g;
}

INLINE int padded_size(Geometry g) { return g.ph * g.pw * g.C; }
INLINE int is_padded(Geometry g) { return g.top != 0 || g.left != 0 || g.ph > g.H || g.pw > g.W; }

// Where each window starts, from the first image of the chunk; image_size and row_size are in floats.
INLINE void list_windows(int *offsets, int images, Geometry g, int image_size, int row_size) {
  for (int n = 0; n < images; n++) {
    for (int y = 0; y < g.oh; y++) {
      int at = n * image_size + y * g.sh * row_size;
      for (int x = 0; x < g.ow; x++, at += g.sw * g.C) *offsets++ = at;
    }
  }
}

// The columns [first, end) of a padded row that hold the image, in floats, and where the image is to be read from.
INLINE int inside_first(Geometry g) { return g.left > 0 ? g.left * g.C : 0; }
INLINE int inside_end(Geometry g) {
  int end = (g.W + g.left) * g.C;
  int row = g.pw * g.C;
  return end < 0 ? 0 : end < row ? end : row;
}

INLINE void pad_images(float *to, const float *x, int images, Geometry g) {
  int row = g.pw * g.C;
  int first = inside_first(g), end = inside_end(g);
  for (int n = 0; n < images; n++) {
    for (int y = 0; y < g.ph; y++, to += row) {
      int from_y = y - g.top;
      if (from_y < 0 || from_y >= g.H || end <= first) {
        fill(to, row, 0);
        continue;
      }
      const float *from = x + ((n * g.H + from_y) * g.W - g.left) * g.C;
      fill(to, first, 0);
      copy(to + first, from + first, end - first);
      fill(to + end, row - end, 0);
    }
  }
}

INLINE void unpad_images(float *x, const float *from, int images, Geometry g) {
  int row = g.pw * g.C;
  int first = inside_first(g), end = inside_end(g);
  for (int n = 0; n < images; n++) {
    for (int y = 0; y < g.H; y++) {
      float *to = x + (n * g.H + y) * g.W * g.C;
      int padded_y = y + g.top;
      if (padded_y < 0 || padded_y >= g.ph || end <= first) {
        fill(to, g.W * g.C, 0);
        continue;
      }
      int begin = first - g.left * g.C;
      int count = end - first;
      fill(to, begin, 0);
      copy(to + begin, from + (n * g.ph + padded_y) * row + first, count);
      fill(to + begin + count, g.W * g.C - begin - count, 0);
    }
  }
}

// A tile of output positions by channels: rows start at the windows w0..w3.
INLINE void window_tile(const int rows, const int width, const float *x, const int *windows, Geometry g, int row_size,
                        const float *b, float *y, int y_row, int columns, const float *start, f4 bottom, f4 top) {
  f4 low[4], high[4];
  const float *a[4];
  EACH_ROW(rows) {
    a[r] = x + windows[r];
    low[r] = load(start);
    if (width == 8) high[r] = load(start + 4);
  }
  for (int ky = 0; ky < g.kh; ky++) {
    for (int kx = 0; kx < g.runs; kx++) {
      int at = ky * g.dh * row_size + kx * g.dw * g.C;
      int end = at + g.run;
      for (; at < end; at++) {
        f4 b_low = load(b), b_high;
        if (width == 8) b_high = load(b + 4);
        EACH_ROW(rows) {
          f4 v = load_splat(a[r] + at);
          low[r] += v * b_low;
          if (width == 8) high[r] += v * b_high;
        }
        b += width;
      }
    }
  }
  EACH_ROW(rows) {
    store_part(y + r * y_row, min4(max4(low[r], bottom), top), columns);
    if (width == 8) store_part(y + r * y_row + 4, min4(max4(high[r], bottom), top), columns - 4);
  }
}

INLINE void window_rows(const int width, int positions, const float *x, const int *windows, Geometry g, int row_size,
                        const float *b, float *y, int y_row, int columns, const float *start, f4 bottom, f4 top) {
  int i = 0;
  for (; i + 4 <= positions; i += 4)
    window_tile(4, width, x, windows + i, g, row_size, b, y + i * y_row, y_row, columns, start, bottom, top);
  for (; i < positions; i++)
    window_tile(1, width, x, windows + i, g, row_size, b, y + i * y_row, y_row, columns, start, bottom, top);
}

// y = clamp(filter over x + bias). `packed` holds the filter's panels.
INLINE void convolve(float *y, const float *x, const float *packed, const float *start, int N, Geometry g, int OC,
                     float bottom, float top, int images, float *scratch) {
  int taps = g.kh * g.kw * g.C;
  int padded = is_padded(g);
  int row_size = (padded ? g.pw : g.W) * g.C;
  int image_size = padded ? padded_size(g) : g.H * g.W * g.C;
  int *windows = (int *)scratch;
  float *copies = scratch + images * g.oh * g.ow;
  list_windows(windows, images, g, image_size, row_size);
  for (int n = 0; n < N; n += images) {
    int some = N - n < images ? N - n : images;
    const float *from = x + n * g.H * g.W * g.C;
    if (padded) {
      pad_images(copies, from, some, g);
      from = copies;
    }
    int positions = some * g.oh * g.ow;
    float *to = y + n * g.oh * g.ow * OC;
    const float *panel = packed;
    for (int j = 0; j < OC; j += PANEL) {
      int width = panel_width(OC, j);
      int columns = OC - j < width ? OC - j : width;
      if (width == 8)
        window_rows(8, positions, from, windows, g, row_size, panel, to + j, OC, columns, start + j, splat(bottom), splat(top));
      else
        window_rows(4, positions, from, windows, g, row_size, panel, to + j, OC, columns, start + j, splat(bottom), splat(top));
      panel += taps * width;
    }
  }
}

// Scratch: OC + 8 + taps * (OC + 4) + images * (oh * ow + padded image).
EXPORT(conv)
void conv(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C, int kh, int kw,
          int OC, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left, float bottom, float ceiling,
          int images, float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  int taps = kh * kw * C;
  float *start = scratch;
  fill(start, OC + PANEL, 0);
  if (bias) copy(start, bias, OC);
  float *packed = start + OC + PANEL;
  pack_panels(taps, OC, filter, OC, 1, packed);
  convolve(y, x, packed, start, N, g, OC, bottom, ceiling, images, packed + taps * packed_columns(OC));
}

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

// Scratch: images * (oh * ow * (1 + OC + 4) + padded image).
EXPORT(conv_filter_gradient)
void conv_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C, int kh, int kw,
                          int OC, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left, int images,
                          float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  int padded = is_padded(g);
  int row_size = (padded ? g.pw : W) * C;
  int image_size = padded ? padded_size(g) : H * W * C;
  int area = oh * ow;
  int *windows = (int *)scratch;
  float *panels = scratch + images * area;
  float *copies = panels + images * area * packed_columns(OC);
  list_windows(windows, images, g, image_size, row_size);
  fill(dfilter, kh * kw * C * OC, 0);
  for (int n = 0; n < N; n += images) {
    int some = N - n < images ? N - n : images;
    const float *from = x + n * H * W * C;
    if (padded) {
      pad_images(copies, from, some, g);
      from = copies;
    }
    int positions = some * area;
    pack_panels(positions, OC, dy + n * area * OC, OC, 1, panels);
    const float *panel = panels;
    for (int j = 0; j < OC; j += PANEL) {
      int width = panel_width(OC, j);
      int columns = OC - j < width ? OC - j : width;
      float *to = dfilter + j;
      for (int ky = 0; ky < kh; ky++) {
        for (int kx = 0; kx < g.runs; kx++) {
          const float *corner = from + ky * dh * row_size + kx * dw * C;
          if (width == 8) filter_rows(8, g.run, positions, corner, windows, panel, to, OC, columns);
          else filter_rows(4, g.run, positions, corner, windows, panel, to, OC, columns);
          to += g.run * OC;
        }
      }
      panel += positions * width;
    }
  }
}

// With strides of 1 the gradient of the input is a convolution of dy with the filter turned about.
INLINE void turned(float *dx, const float *dy, const float *filter, int N, Geometry g, int OC, int images,
                   float *scratch) {
  Geometry back = geometry(g.oh, g.ow, OC, g.kh, g.kw, g.H, g.W, 1, 1, g.dh, g.dw, (g.kh - 1) * g.dh - g.top,
                           (g.kw - 1) * g.dw - g.left);
  int C = g.C;
  int taps = g.kh * g.kw * OC;
  float *start = scratch;
  fill(start, C + PANEL, 0);
  float *packed = start + C + PANEL;
  float *to = packed;
  for (int j = 0; j < C; j += PANEL) {
    int width = panel_width(C, j);
    int columns = C - j < width ? C - j : width;
    for (int tap = g.kh * g.kw - 1; tap >= 0; tap--) {
      const float *from = filter + (tap * C + j) * OC;
      for (int o = 0; o < OC; o++, to += width) {
        for (int c = 0; c < width; c++) to[c] = c < columns ? from[c * OC + o] : 0;
      }
    }
  }
  convolve(dx, dy, packed, start, N, back, C, -__builtin_inff(), __builtin_inff(), images,
           packed + taps * packed_columns(C));
}

// Otherwise each position's windows are computed, some at a time, and added where they came from.
INLINE void scattered(float *dx, const float *dy, const float *filter, int N, Geometry g, int OC, int images,
                      int block, float *scratch) {
  int taps = g.kh * g.kw * g.C;
  int area = g.oh * g.ow;
  int padded = is_padded(g);
  int row_size = (padded ? g.pw : g.W) * g.C;
  int image_size = padded ? padded_size(g) : g.H * g.W * g.C;
  int *windows = (int *)scratch;
  float *products = scratch + images * area;
  float *copies = products + block * taps;
  float *more = copies + images * image_size;
  int packs = OC <= RUN;
  float *start = more, *packed = more + taps + PANEL;
  if (packs) {
    fill(start, taps + PANEL, 0);
    pack_panels(OC, taps, filter, 1, OC, packed);
  }
  list_windows(windows, images, g, image_size, row_size);
  for (int n = 0; n < N; n += images) {
    int some = N - n < images ? N - n : images;
    float *to = padded ? copies : dx + n * g.H * g.W * g.C;
    fill(to, some * image_size, 0);
    for (int p = 0; p < some * area; p += block) {
      int positions = some * area - p < block ? some * area - p : block;
      if (packs) gemm_packed(positions, taps, OC, dy + (n * area + p) * OC, OC, 1, packed, products, taps, start);
      else gemm(positions, taps, OC, dy + (n * area + p) * OC, OC, 1, filter, 1, OC, products, taps, 0, 0, more);
      const float *from = products;
      for (int i = 0; i < positions; i++) {
        float *corner = to + windows[p + i];
        for (int ky = 0; ky < g.kh; ky++) {
          for (int kx = 0; kx < g.runs; kx++, from += g.run) {
            add_to(corner + ky * g.dh * row_size + kx * g.dw * g.C, from, g.run);
          }
        }
      }
    }
    if (padded) unpad_images(dx + n * g.H * g.W * g.C, copies, some, g);
  }
}

// Scratch: with strides of 1, that of `conv` from dy to dx; else
// images * (oh * ow + padded image) + block * taps + (min(OC, RUN) + 1) * (taps + 8).
EXPORT(conv_input_gradient)
void conv_input_gradient(float *dx, const float *dy, const float *filter, int N, int H, int W, int C, int kh, int kw,
                         int OC, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left, int images,
                         int block, float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  if (sh == 1 && sw == 1) turned(dx, dy, filter, N, g, OC, images, scratch);
  else scattered(dx, dy, filter, N, g, OC, images, block, scratch);
}

// From here on one output channel, or some, for each input channel.

// One position, 4 * vectors channels of it.
INLINE void depthwise_block(const int vectors, float *y, const float *corner, const float *filter, const float *bias,
                            Geometry g, int row_size, f4 bottom, f4 top) {
  f4 sums[4];
  EACH_VECTOR(vectors) sums[v] = bias ? load(bias + 4 * v) : splat(0);
  for (int ky = 0; ky < g.kh; ky++) {
    const float *a = corner + ky * g.dh * row_size;
    for (int kx = 0; kx < g.kw; kx++, a += g.dw * g.C, filter += g.C) {
      EACH_VECTOR(vectors) sums[v] += load(a + 4 * v) * load(filter + 4 * v);
    }
  }
  EACH_VECTOR(vectors) store(y + 4 * v, min4(max4(sums[v], bottom), top));
}

INLINE void depthwise_convolve(float *y, const float *x, const float *filter, const float *bias, int N, Geometry g,
                               float bottom, float ceiling, int images, float *scratch) {
  int C = g.C;
  int padded = is_padded(g);
  int row_size = (padded ? g.pw : g.W) * C;
  int image_size = padded ? padded_size(g) : g.H * g.W * C;
  int area = g.oh * g.ow;
  int *windows = (int *)scratch;
  float *copies = scratch + images * area;
  f4 low = splat(bottom), high = splat(ceiling);
  list_windows(windows, images, g, image_size, row_size);
  for (int n = 0; n < N; n += images) {
    int some = N - n < images ? N - n : images;
    const float *from = x + n * g.H * g.W * C;
    if (padded) {
      pad_images(copies, from, some, g);
      from = copies;
    }
    float *to = y + n * area * C;
    for (int p = 0; p < some * area; p++, to += C) {
      const float *corner = from + windows[p];
      int c = 0;
#define BLOCK(vectors) \
  depthwise_block(vectors, to + c, corner + c, filter + c, bias ? bias + c : 0, g, row_size, low, high)
      for (; c + 16 <= C; c += 16) BLOCK(4);
      for (; c + 8 <= C; c += 8) BLOCK(2);
      for (; c + 4 <= C; c += 4) BLOCK(1);
#undef BLOCK
      for (; c < C; c++) {
        float sum = bias ? bias[c] : 0;
        const float *weights = filter + c;
        for (int ky = 0; ky < g.kh; ky++) {
          const float *a = corner + ky * g.dh * row_size + c;
          for (int kx = 0; kx < g.kw; kx++, a += g.dw * C, weights += C) sum += *a * *weights;
        }
        to[c] = sum < bottom ? bottom : sum > ceiling ? ceiling : sum;
      }
    }
  }
}

// With a multiplier above 1, which is rare, each product by itself.
INLINE void depthwise_multiplied(float *y, const float *x, const float *filter, const float *bias, int N, Geometry g,
                                 int multiplier, float bottom, float ceiling) {
  int OC = g.C * multiplier;
  for (int n = 0; n < N; n++, x += g.H * g.W * g.C) {
    for (int oy = 0; oy < g.oh; oy++) {
      for (int ox = 0; ox < g.ow; ox++, y += OC) {
        for (int o = 0; o < OC; o++) y[o] = bias ? bias[o] : 0;
        for (int ky = 0; ky < g.kh; ky++) {
          int iy = oy * g.sh + ky * g.dh - g.top;
          if (iy < 0 || iy >= g.H) continue;
          for (int kx = 0; kx < g.kw; kx++) {
            int ix = ox * g.sw + kx * g.dw - g.left;
            if (ix < 0 || ix >= g.W) continue;
            const float *a = x + (iy * g.W + ix) * g.C;
            const float *weights = filter + (ky * g.kw + kx) * OC;
            for (int c = 0, o = 0; c < g.C; c++)
              for (int m = 0; m < multiplier; m++, o++) y[o] += a[c] * weights[o];
          }
        }
        for (int o = 0; o < OC; o++) y[o] = y[o] < bottom ? bottom : y[o] > ceiling ? ceiling : y[o];
      }
    }
  }
}

// y = clamp(filter over x + bias). Scratch: images * (oh * ow + padded image).
EXPORT(depthwise)
void depthwise(float *y, const float *x, const float *filter, const float *bias, int N, int H, int W, int C,
               int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top, int left,
               float bottom, float ceiling, int images, float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  if (multiplier > 1) depthwise_multiplied(y, x, filter, bias, N, g, multiplier, bottom, ceiling);
  else depthwise_convolve(y, x, filter, bias, N, g, bottom, ceiling, images, scratch);
}

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

// Scratch: images * (oh * ow + padded image).
EXPORT(depthwise_filter_gradient)
void depthwise_filter_gradient(float *dfilter, const float *x, const float *dy, int N, int H, int W, int C,
                               int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top,
                               int left, int images, float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  int padded = is_padded(g);
  int row_size = (padded ? g.pw : W) * C;
  int image_size = padded ? padded_size(g) : H * W * C;
  int area = oh * ow;
  int OC = C * multiplier;
  int *windows = (int *)scratch;
  float *copies = scratch + images * area;
  list_windows(windows, images, g, image_size, row_size);
  fill(dfilter, kh * kw * OC, 0);
  for (int n = 0; n < N; n += images) {
    int some = N - n < images ? N - n : images;
    const float *from = x + n * H * W * C;
    if (padded) {
      pad_images(copies, from, some, g);
      from = copies;
    }
    const float *gradient = dy + n * area * OC;
    int positions = some * area;
    for (int ky = 0; ky < kh; ky++) {
      for (int kx = 0; kx < kw; kx++) {
        const float *corner = from + ky * dh * row_size + kx * dw * C;
        float *to = dfilter + (ky * kw + kx) * OC;
        int c = 0;
        if (multiplier == 1) {
          for (; c + 16 <= C; c += 16) depthwise_tap(4, to + c, corner + c, windows, gradient + c, positions, C);
          for (; c + 8 <= C; c += 8) depthwise_tap(2, to + c, corner + c, windows, gradient + c, positions, C);
          for (; c + 4 <= C; c += 4) depthwise_tap(1, to + c, corner + c, windows, gradient + c, positions, C);
        }
        for (; c < C; c++) {
          for (int m = 0; m < multiplier; m++) {
            float sum = to[c * multiplier + m];
            const float *b = gradient + c * multiplier + m;
            for (int p = 0; p < positions; p++, b += OC) sum += corner[windows[p] + c] * *b;
            to[c * multiplier + m] = sum;
          }
        }
      }
    }
  }
}

// Scratch: images * (oh * ow + padded image); with strides of 1 and a multiplier of 1 that of `depthwise` from dy to
// dx, and kh * kw * C.
EXPORT(depthwise_input_gradient)
void depthwise_input_gradient(float *dx, const float *dy, const float *filter, int N, int H, int W, int C,
                              int multiplier, int kh, int kw, int oh, int ow, int sh, int sw, int dh, int dw, int top,
                              int left, int images, float *scratch) {
  Geometry g = geometry(H, W, C, kh, kw, oh, ow, sh, sw, dh, dw, top, left);
  if (sh == 1 && sw == 1 && multiplier == 1) {
    Geometry back = geometry(oh, ow, C, kh, kw, H, W, 1, 1, dh, dw, (kh - 1) * dh - top, (kw - 1) * dw - left);
    int taps = kh * kw;
    for (int tap = 0; tap < taps; tap++) copy(scratch + tap * C, filter + (taps - 1 - tap) * C, C);
    depthwise_convolve(dx, dy, scratch, 0, N, back, -__builtin_inff(), __builtin_inff(), images, scratch + taps * C);
    return;
  }
  int padded = is_padded(g);
  int row_size = (padded ? g.pw : W) * C;
  int image_size = padded ? padded_size(g) : H * W * C;
  int area = oh * ow;
  int OC = C * multiplier;
  int *windows = (int *)scratch;
  float *copies = scratch + images * area;
  list_windows(windows, images, g, image_size, row_size);
  for (int n = 0; n < N; n += images) {
    int some = N - n < images ? N - n : images;
    float *to = padded ? copies : dx + n * H * W * C;
    fill(to, some * image_size, 0);
    const float *gradient = dy + n * area * OC;
    for (int p = 0; p < some * area; p++, gradient += OC) {
      float *corner = to + windows[p];
      const float *weights = filter;
      for (int ky = 0; ky < kh; ky++) {
        float *a = corner + ky * dh * row_size;
        for (int kx = 0; kx < kw; kx++, a += dw * C, weights += OC) {
          int c = 0;
          if (multiplier == 1) {
            for (; c + 4 <= C; c += 4) store(a + c, load(a + c) + load(gradient + c) * load(weights + c));
          }
          for (; c < C; c++) {
            float sum = a[c];
            for (int m = 0; m < multiplier; m++) sum += gradient[c * multiplier + m] * weights[c * multiplier + m];
            a[c] = sum;
          }
        }
      }
    }
    if (padded) unpad_images(dx + n * H * W * C, copies, some, g);
  }
}
