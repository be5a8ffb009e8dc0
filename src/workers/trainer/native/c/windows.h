// Windows of images over [image, row, column, channel]. They are never laid out: images are copied with their padding
// about them, and then a window is a few runs of memory, one for each row of the filter.
//
// Images are taken some at a time, so that the copy stays in the cache.
#pragma once
#include "simd.h"

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

// How some images at a time are read. Scratch: images * (oh * ow + padded image).
typedef struct {
  int images;
  int padded;                  // whether images are copied
  int row_size, image_size;    // of what is read, in floats
  int area;                    // positions of an image
  int *windows;                // where each window starts, for every position of the images
  float *copies;
} Walk;

INLINE Walk walk_of(Geometry g, int images, float *scratch) {
  Walk w = {images, 0, 0, 0, g.oh * g.ow, (int *)scratch, 0};
  w.padded = g.top != 0 || g.left != 0 || g.ph > g.H || g.pw > g.W;
  w.row_size = (w.padded ? g.pw : g.W) * g.C;
  w.image_size = (w.padded ? g.ph : g.H) * w.row_size;
  w.copies = scratch + images * w.area;
  int *window = w.windows;
  for (int n = 0; n < images; n++) {
    for (int y = 0; y < g.oh; y++) {
      int at = n * w.image_size + y * g.sh * w.row_size;
      for (int x = 0; x < g.ow; x++, at += g.sw * g.C) *window++ = at;
    }
  }
  return w;
}

// Runs what follows for each chunk of `some` images of N, from the n-th on.
#define EACH_CHUNK(N, walk) \
  for (int n = 0, some; n < N && (some = N - n < walk.images ? N - n : walk.images); n += walk.images)

// The columns [first, end) of a padded row that hold the image, in floats.
INLINE int inside_first(Geometry g) { return g.left > 0 ? g.left * g.C : 0; }
INLINE int inside_end(Geometry g) {
  int end = (g.W + g.left) * g.C;
  int row = g.pw * g.C;
  return end < 0 ? 0 : end < row ? end : row;
}

// What the windows of `some` images from the n-th on start in.
INLINE const float *read_images(Walk w, Geometry g, const float *x, int n, int some) {
  x += n * g.H * g.W * g.C;
  if (!w.padded) return x;
  float *to = w.copies;
  int row = g.pw * g.C;
  int first = inside_first(g), end = inside_end(g);
  for (int i = 0; i < some; i++) {
    for (int y = 0; y < g.ph; y++, to += row) {
      int from_y = y - g.top;
      if (from_y < 0 || from_y >= g.H || end <= first) {
        fill(to, row, 0);
        continue;
      }
      const float *from = x + ((i * g.H + from_y) * g.W - g.left) * g.C;
      fill(to, first, 0);
      copy(to + first, from + first, end - first);
      fill(to + end, row - end, 0);
    }
  }
  return w.copies;
}
