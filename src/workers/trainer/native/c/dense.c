// Matrix products and what surrounds them in a layer: bias, activation and their gradients.
#include "activation.h"
#include "gemm.h"

EXPORT(activate)
void activate(float *y, const float *x, int n, int kind, float alpha) {
#define BODY(KIND)                                                                               \
  {                                                                                              \
    int i = 0;                                                                                   \
    for (; i + 4 <= n; i += 4) store(y + i, activate4(KIND, load(x + i), alpha));                \
    if (i < n) store_part(y + i, activate4(KIND, load_part(x + i, n - i), alpha), n - i);        \
  }
  PER_ACTIVATION(kind, BODY)
#undef BODY
}

EXPORT(activation_gradient)
void activation_gradient(float *dx, const float *dy, const float *y, int n, int kind, float alpha) {
#define BODY(KIND)                                                                                            \
  {                                                                                                           \
    int i = 0;                                                                                                \
    for (; i + 4 <= n; i += 4) store(dx + i, activation_gradient4(KIND, load(dy + i), load(y + i), alpha));   \
    if (i < n)                                                                                                \
      store_part(dx + i, activation_gradient4(KIND, load_part(dy + i, n - i), load_part(y + i, n - i), alpha), \
                 n - i);                                                                                      \
  }
  PER_ACTIVATION(kind, BODY)
#undef BODY
}

// One product per batch entry; a stride of 0 repeats an operand. y = act(A B + bias).
EXPORT(matmul)
void matmul(int batch, int M, int N, int K, const float *a, int a_stride, int a_row, int a_column, const float *b,
            int b_stride, int b_row, int b_column, float *y, const float *bias, int kind, float alpha,
            float *scratch) {
  for (int i = 0; i < batch; i++) {
    gemm(M, N, K, a + i * a_stride, a_row, a_column, b + i * b_stride, b_row, b_column, y + i * M * N, N, bias, 0,
         scratch);
  }
  if (kind != LINEAR) activate(y, y, batch * M * N, kind, alpha);
}

// Sums over the middle axis of [outer, middle, inner], times a factor.
EXPORT(sum_middle)
void sum_middle(float *y, const float *x, int outer, int middle, int inner, float factor) {
  if (inner == 1) {
    for (int o = 0; o < outer; o++, x += middle) {
      f4 sum = splat(0), more = splat(0);
      int i = 0;
      for (; i + 8 <= middle; i += 8) {
        sum += load(x + i);
        more += load(x + i + 4);
      }
      float total = sum4(sum + more);
      for (; i < middle; i++) total += x[i];
      y[o] = total * factor;
    }
    return;
  }
  for (int o = 0; o < outer; o++, x += middle * inner, y += inner) {
    int j = 0;
    for (; j + 8 <= inner; j += 8) {
      const float *p = x + j;
      f4 low = splat(0), high = splat(0);
      for (int i = 0; i < middle; i++, p += inner) {
        low += load(p);
        high += load(p + 4);
      }
      store(y + j, low * factor);
      store(y + j + 4, high * factor);
    }
    for (; j < inner; j += 4) {
      int columns = inner - j < 4 ? inner - j : 4;
      const float *p = x + j;
      f4 sum = splat(0);
      // The last row is read by parts, since past it may be the end of the memory.
      for (int i = 0; i < middle - 1; i++, p += inner) sum += inner >= 4 || i + 4 < middle ? load(p) : load_part(p, columns);
      sum += load_part(p, columns);
      store_part(y + j, sum * factor, columns);
    }
  }
}

// A block of 4 * vectors columns: a cache line's worth where there are as many.
INLINE void bias_block(const int kind, const int vectors, float *dz, float *db, const float *dy, const float *y,
                       int rows, int columns, float alpha) {
  f4 sums[4];
  EACH_VECTOR(vectors) sums[v] = splat(0);
  for (int r = 0; r < rows; r++, dy += columns, y += columns, dz += columns) {
    EACH_VECTOR(vectors) {
      f4 g = activation_gradient4(kind, load(dy + 4 * v), kind == LINEAR ? splat(0) : load(y + 4 * v), alpha);
      if (kind != LINEAR) store(dz + 4 * v, g);
      sums[v] += g;
    }
  }
  EACH_VECTOR(vectors) store(db + 4 * v, sums[v]);
}

INLINE void bias_part(const int kind, int part, float *dz, float *db, const float *dy, const float *y, int rows,
                      int columns, float alpha) {
  f4 sum = splat(0);
  for (int r = 0; r < rows; r++, dy += columns, y += columns, dz += columns) {
    f4 value = kind == LINEAR ? splat(0) : load_part(y, part);
    f4 g = activation_gradient4(kind, load_part(dy, part), value, alpha);
    if (kind != LINEAR) store_part(dz, g, part);
    sum += g;
  }
  store_part(db, sum, part);
}

// dz = dy * act'(y) and its sums by column, in one pass over [rows, columns]. Without an activation dz is not written,
// without a bias db is not.
EXPORT(bias_gradient)
void bias_gradient(float *dz, float *db, const float *dy, const float *y, int rows, int columns, int kind,
                   float alpha) {
  if (!db) {
    activation_gradient(dz, dy, y, rows * columns, kind, alpha);
    return;
  }
#define BODY(KIND)                                                                                                  \
  {                                                                                                                 \
    int c = 0;                                                                                                      \
    for (; c + 16 <= columns; c += 16) bias_block(KIND, 4, dz + c, db + c, dy + c, y + c, rows, columns, alpha);     \
    for (; c + 8 <= columns; c += 8) bias_block(KIND, 2, dz + c, db + c, dy + c, y + c, rows, columns, alpha);       \
    for (; c + 4 <= columns; c += 4) bias_block(KIND, 1, dz + c, db + c, dy + c, y + c, rows, columns, alpha);       \
    if (c < columns) bias_part(KIND, columns - c, dz + c, db + c, dy + c, y + c, rows, columns, alpha);              \
  }
  PER_ACTIVATION(kind, BODY)
#undef BODY
}

// The reverse of a sum over the middle axis: each element of [outer, inner] goes to all of its middle, times a factor.
EXPORT(spread_middle)
void spread_middle(float *dx, const float *dy, int outer, int middle, int inner, float factor) {
  for (int o = 0; o < outer; o++, dy += inner) {
    if (inner == 1) {
      fill(dx, middle, *dy * factor);
      dx += middle;
      continue;
    }
    for (int i = 0; i < middle; i++, dx += inner) {
      int j = 0;
      for (; j + 4 <= inner; j += 4) store(dx + j, load(dy + j) * factor);
      for (; j < inner; j++) dx[j] = dy[j] * factor;
    }
  }
}
