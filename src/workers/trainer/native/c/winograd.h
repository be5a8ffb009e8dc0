// Transforms of minimal filtering F(2x2, 3x3) (Lavin and Gray 2016, section 4.1): tiles of 2 by 2 outputs, each from 4
// by 4 inputs, take 16 products where windows take 36. Tiles and filters are turned into 16 numbers each, in which the
// convolution is a product of matrices for each of the 16.
#pragma once
#include "gemm.h"
#include "windows.h"

#define TILE 16

// Windows of tiles: 4 by 4, two apart, over an image whose padding reaches to the end of the last.
INLINE Geometry tiles_of(int H, int W, int C, int oh, int ow, int top, int left) {
  return geometry(H, W, C, 4, 4, (oh + 1) / 2, (ow + 1) / 2, 2, 2, 1, 1, top, left);
}

// A block of 4 channels, or with `part` of fewer.
#define READ(p) (part ? load_part(p, part) : load(p))
#define WRITE(p, v) (part ? store_part(p, v, part) : store(p, v))

// B' d B of a tile.
INLINE void turn_input(float *to, const float *from, int apart, int row_size, int C, int part) {
  f4 a[4][4];
  EACH_VECTOR(4) {
    const float *p = from + v * C;
    f4 d0 = READ(p), d1 = READ(p + row_size), d2 = READ(p + 2 * row_size), d3 = READ(p + 3 * row_size);
    a[0][v] = d0 - d2;
    a[1][v] = d1 + d2;
    a[2][v] = d2 - d1;
    a[3][v] = d1 - d3;
  }
  EACH_ROW(4) {
    float *p = to + 4 * r * apart;
    WRITE(p, a[r][0] - a[r][2]);
    WRITE(p + apart, a[r][1] + a[r][2]);
    WRITE(p + 2 * apart, a[r][2] - a[r][1]);
    WRITE(p + 3 * apart, a[r][1] - a[r][3]);
  }
}

// Of so many tiles, to [16][tiles][C].
INLINE void turn_inputs(float *to, const float *x, const int *windows, int tiles, int row_size, int C) {
  for (int t = 0; t < tiles; t++, to += C) {
    const float *from = x + windows[t];
    int c = 0;
    for (; c + 4 <= C; c += 4) turn_input(to + c, from + c, tiles * C, row_size, C, 0);
    if (c < C) turn_input(to + c, from + c, tiles * C, row_size, C, C - c);
  }
}

// A' m A of a tile's products, as far as its rows and columns lie inside the output.
INLINE void turn_product(float *to, const float *from, int apart, int row_size, int OC, int rows, int columns,
                         f4 shift, f4 bottom, f4 top, int part) {
  f4 a[2][4];
  EACH_VECTOR(4) {
    const float *p = from + v * apart;
    f4 m0 = READ(p), m1 = READ(p + 4 * apart), m2 = READ(p + 8 * apart), m3 = READ(p + 12 * apart);
    a[0][v] = m0 + m1 + m2;
    a[1][v] = m1 - m2 - m3;
  }
  EACH_ROW(2) {
    if (r < rows) {
      float *p = to + r * row_size;
      WRITE(p, min4(max4(a[r][0] + a[r][1] + a[r][2] + shift, bottom), top));
      if (columns > 1) WRITE(p + OC, min4(max4(a[r][1] - a[r][2] - a[r][3] + shift, bottom), top));
    }
  }
}

// Where tile t of images of oh by ow outputs lies.
typedef struct {
  int at;               // its first output
  int rows, columns;    // that lie inside, of 2
} Place;

INLINE Place place_of(int t, Geometry g, int oh, int ow) {
  int area = g.oh * g.ow;
  int n = t / area, place = t % area;
  int y = place / g.ow * 2, x = place % g.ow * 2;
  Place p = {(n * oh + y) * ow + x, oh - y < 2 ? 1 : 2, ow - x < 2 ? 1 : 2};
  return p;
}

// From [16][tiles][OC], clamped, to the outputs of the images whose first tile is 0.
INLINE void turn_products(float *y, const float *from, int first, int tiles, Geometry g, int oh, int ow, int OC,
                          const float *bias, f4 bottom, f4 top) {
  for (int t = first; t < first + tiles; t++, from += OC) {
    Place p = place_of(t, g, oh, ow);
    float *to = y + p.at * OC;
#define TURN(part)                                                                             \
  turn_product(to + o, from + o, tiles * OC, ow * OC, OC, p.rows, p.columns,                   \
               bias ? (part ? load_part(bias + o, part) : load(bias + o)) : splat(0), bottom, top, part)
    int o = 0;
    for (; o + 4 <= OC; o += 4) TURN(0);
    if (o < OC) TURN(OC - o);
#undef TURN
  }
}

// A d A' of a tile's gradient, with zeros outside the output.
INLINE void turn_gradient(float *to, const float *from, int apart, int row_size, int OC, int rows, int columns,
                          int part) {
  f4 a[4][2];
  EACH_VECTOR(2) {
    const float *p = from + v * OC;
    int inside = v < columns;
    f4 d0 = inside ? READ(p) : splat(0), d1 = inside && rows > 1 ? READ(p + row_size) : splat(0);
    a[0][v] = d0;
    a[1][v] = d0 + d1;
    a[2][v] = d0 - d1;
    a[3][v] = -d1;
  }
  EACH_ROW(4) {
    float *p = to + 4 * r * apart;
    store(p, a[r][0]);
    store(p + apart, a[r][0] + a[r][1]);
    store(p + 2 * apart, a[r][0] - a[r][1]);
    store(p + 3 * apart, -a[r][1]);
  }
}

// Of so many tiles, as panels for each of the 16.
INLINE void turn_gradients(float *to, const float *dy, int first, int tiles, Geometry g, int oh, int ow, int OC) {
  int apart = tiles * packed_columns(OC);
  for (int t = 0; t < tiles; t++) {
    Place p = place_of(first + t, g, oh, ow);
    const float *from = dy + p.at * OC;
#define TURN(part)                                                                                 \
  {                                                                                                \
    int j = o & -PANEL;                                                                            \
    turn_gradient(to + j * tiles + t * panel_width(OC, j) + o - j, from + o, apart, ow * OC, OC,   \
                  p.rows, p.columns, part);                                                        \
  }
    int o = 0;
    for (; o + 4 <= OC; o += 4) TURN(0)
    if (o < OC) TURN(OC - o)
#undef TURN
  }
}

// G w G' of a filter, as panels for each of the 16. With `turned`, of the filter that undoes the convolution: its taps
// about, and the input's channels, C of them, are what the given filter puts out.
INLINE void turn_filter(float *to, const float *filter, int C, int OC, int turned) {
  int apart = C * packed_columns(OC), size = C * OC;
  for (int j = 0; j < OC; j += PANEL) {
    int width = panel_width(OC, j);
    for (int c = 0; c < C; c++, to += width) {
      for (int o = 0; o < width; o++) {
        const float *w = filter + (turned ? (j + o) * C + c : c * OC + j + o);
        float a[4][3];
        _Pragma("clang loop unroll(full)") for (int k = 0; k < 3; k++) {
          float w0 = 0, w1 = 0, w2 = 0;
          if (j + o < OC) {
            w0 = w[(turned ? 8 - k : k) * size];
            w1 = w[(turned ? 5 - k : 3 + k) * size];
            w2 = w[(turned ? 2 - k : 6 + k) * size];
          }
          a[0][k] = w0;
          a[1][k] = 0.5f * (w0 + w1 + w2);
          a[2][k] = 0.5f * (w0 - w1 + w2);
          a[3][k] = w2;
        }
        EACH_ROW(4) {
          float *p = to + 4 * r * apart + o;
          p[0] = a[r][0];
          p[apart] = 0.5f * (a[r][0] + a[r][1] + a[r][2]);
          p[2 * apart] = 0.5f * (a[r][0] - a[r][1] + a[r][2]);
          p[3 * apart] = a[r][2];
        }
      }
    }
  }
}

// G' s G.
INLINE void turn_sums(float *dfilter, const float *sums, int size) {
  for (int i = 0; i < size; i++) {
    float a[3][4];
    EACH_VECTOR(4) {
      const float *p = sums + v * size + i;
      float s0 = p[0], s1 = p[4 * size], s2 = p[8 * size], s3 = p[12 * size];
      a[0][v] = s0 + 0.5f * (s1 + s2);
      a[1][v] = 0.5f * (s1 - s2);
      a[2][v] = 0.5f * (s1 + s2) + s3;
    }
    EACH_ROW(3) {
      float *p = dfilter + 3 * r * size + i;
      p[0] = a[r][0] + 0.5f * (a[r][1] + a[r][2]);
      p[size] = 0.5f * (a[r][1] - a[r][2]);
      p[2 * size] = 0.5f * (a[r][1] + a[r][2]) + a[r][3];
    }
  }
}
