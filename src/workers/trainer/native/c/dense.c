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

// dz = dy * act'(y) and its sums by column, in one pass over [rows, columns].
EXPORT(bias_gradient)
void bias_gradient(float *dz, float *db, const float *dy, const float *y, int rows, int columns, int kind,
                   float alpha) {
  if (kind != LINEAR) {
    activation_gradient(dz, dy, y, rows * columns, kind, alpha);
    dy = dz;
  }
  if (db) sum_middle(db, dy, 1, rows, columns, 1);
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
