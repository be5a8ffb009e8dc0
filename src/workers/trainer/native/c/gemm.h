#pragma once
#include "simd.h"

// Columns of a packed panel, and the longest run of a product before it is put down and taken up again, so that a
// panel and the rows that meet it stay in the first-level cache.
#define PANEL 8
#define RUN 256

// C[M, N] = (accumulate ? C : bias or 0) + A[M, K] B[K, N]; element (i, j) of A lies at i * a_row + j * a_column, of
// B likewise; C's rows are c_row apart. Scratch: (min(K, RUN) + 1) * (N + PANEL) floats.
void gemm(int M, int N, int K, const float *a, int a_row, int a_column, const float *b, int b_row, int b_column,
          float *c, int c_row, const float *bias, int accumulate, float *scratch);

// The same for a B of at most RUN rows that is packed already. C starts from `start`, one value for each column and
// PANEL more, or from itself without.
void gemm_packed(int M, int N, int run, const float *a, int a_row, int a_column, const float *packed, float *c,
                 int c_row, const float *start);

// Lays B[K, N] out as panels of PANEL columns, the last of 4 where that is enough, filled up with zeros.
void pack_panels(int K, int N, const float *b, int b_row, int b_column, float *packed);

INLINE int packed_columns(int N) { return (N + 3) & ~3; }

// Width of the panel that starts at column j of N.
INLINE int panel_width(int N, int j) { return N - j > 4 ? 8 : 4; }
