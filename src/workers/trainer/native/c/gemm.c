#include "gemm.h"

void pack_panels(int K, int N, const float *b, int b_row, int b_column, float *packed) {
  for (int j = 0; j < N; j += PANEL) {
    int width = panel_width(N, j);
    int columns = N - j < width ? N - j : width;
    const float *from = b + j * b_column;
    if (b_column == 1 && columns == 8) {
      for (int k = 0; k < K; k++, from += b_row, packed += 8) {
        store(packed, load(from));
        store(packed + 4, load(from + 4));
      }
    } else if (b_column == 1) {
      for (int k = 0; k < K; k++, from += b_row, packed += width) {
        store(packed, load_part(from, columns));
        if (width == 8) store(packed + 4, load_part(from + 4, columns - 4));
      }
    } else {
      for (int c = 0; c < width; c++, from += b_column) {
        float *to = packed + c;
        if (c < columns) {
          for (int k = 0; k < K; k++, to += width) *to = from[k * b_row];
        } else {
          for (int k = 0; k < K; k++, to += width) *to = 0;
        }
      }
      packed += K * width;
    }
  }
}

// A tile of C. Its start is C itself, or the bias, which is padded to the panel.
INLINE void tile(const int rows, const int width, int K, const float *a, int a_row, int a_column, const float *b,
                 float *c, int c_row, int columns, const float *start) {
  f4 low[4], high[4];
  EACH_ROW(rows) {
    if (start) {
      low[r] = load(start);
      if (width == 8) high[r] = load(start + 4);
    } else {
      low[r] = load_part(c + r * c_row, columns);
      if (width == 8) high[r] = load_part(c + r * c_row + 4, columns - 4);
    }
  }
  for (int k = 0; k < K; k++) {
    f4 b_low = load(b), b_high;
    if (width == 8) b_high = load(b + 4);
    EACH_ROW(rows) {
      f4 x = load_splat(a + r * a_row);
      low[r] += x * b_low;
      if (width == 8) high[r] += x * b_high;
    }
    a += a_column;
    b += width;
  }
  EACH_ROW(rows) {
    store_part(c + r * c_row, low[r], columns);
    if (width == 8) store_part(c + r * c_row + 4, high[r], columns - 4);
  }
}

INLINE void tile_rows(const int width, int rows, int K, const float *a, int a_row, int a_column, const float *b,
                      float *c, int c_row, int columns, const float *start) {
  int i = 0;
  for (; i + 4 <= rows; i += 4) tile(4, width, K, a + i * a_row, a_row, a_column, b, c + i * c_row, c_row, columns, start);
  a += i * a_row;
  c += i * c_row;
  switch (rows - i) {
    case 3: tile(3, width, K, a, a_row, a_column, b, c, c_row, columns, start); break;
    case 2: tile(2, width, K, a, a_row, a_column, b, c, c_row, columns, start); break;
    case 1: tile(1, width, K, a, a_row, a_column, b, c, c_row, columns, start); break;
  }
}

void gemm_packed(int M, int N, int run, const float *a, int a_row, int a_column, const float *packed, float *c,
                 int c_row, const float *start) {
  // Rows of A that fit half of the first-level cache, so that each is fetched once for all panels.
  int block = (4096 / run) & ~3;
  if (block < 4) block = 4;
  for (int i = 0; i < M; i += block) {
    int rows = M - i < block ? M - i : block;
    const float *panel = packed;
    for (int j = 0; j < N; j += PANEL) {
      int width = panel_width(N, j);
      int columns = N - j < width ? N - j : width;
      const float *from = a + i * a_row;
      float *to = c + i * c_row + j;
      const float *begin = start ? start + j : 0;
      if (width == 8) tile_rows(8, rows, run, from, a_row, a_column, panel, to, c_row, columns, begin);
      else tile_rows(4, rows, run, from, a_row, a_column, panel, to, c_row, columns, begin);
      panel += run * width;
    }
  }
}

void gemm(int M, int N, int K, const float *a, int a_row, int a_column, const float *b, int b_row, int b_column,
          float *c, int c_row, const float *bias, int accumulate, float *scratch) {
  float *start = scratch;
  float *packed = scratch + N + PANEL;
  fill(start, N + PANEL, 0);
  if (bias) copy(start, bias, N);
  if (K == 0 && !accumulate) {
    for (int i = 0; i < M; i++) copy(c + i * c_row, start, N);
    return;
  }
  for (int k = 0; k < K; k += RUN) {
    int run = K - k < RUN ? K - k : RUN;
    pack_panels(run, N, b + k * b_row, b_row, b_column, packed);
    gemm_packed(M, N, run, a + k * a_column, a_row, a_column, packed, c, c_row, k == 0 && !accumulate ? start : 0);
  }
}
