// Batch normalisation over the rows of [rows, columns] (Ioffe and Szegedy 2015, section 3).
#include "simd.h"

// Rows are summed in runs whose sums are then added, for the sake of rounding.
#define RUN_OF_ROWS 256

// A block of 4 * vectors columns, or of `part` fewer than 4.
#define READ(p) (vectors == 0 ? load_part(p, part) : load((p) + 4 * v))
#define WRITE(p, x) (vectors == 0 ? store_part(p, x, part) : store((p) + 4 * v, x))
#define EACH EACH_VECTOR((vectors == 0 ? 1 : vectors))

INLINE void forward_block(const int vectors, int part, float *y, float *mean, float *inverse, const float *x,
                          const float *gamma, const float *beta, float *moving_mean, float *moving_variance, int rows,
                          int columns, float epsilon, float rate) {
  float share = 1.0f / (float)rows;
  f4 centre[4], total[4], some[4];
  EACH total[v] = splat(0);
  for (int r0 = 0; r0 < rows; r0 += RUN_OF_ROWS) {
    int r1 = r0 + RUN_OF_ROWS < rows ? r0 + RUN_OF_ROWS : rows;
    const float *p = x + r0 * columns;
    EACH some[v] = splat(0);
    for (int r = r0; r < r1; r++, p += columns) EACH some[v] += READ(p);
    EACH total[v] += some[v];
  }
  EACH centre[v] = total[v] * share;
  // About the mean, since the mean of squares less the square of the mean cancels.
  EACH total[v] = splat(0);
  for (int r0 = 0; r0 < rows; r0 += RUN_OF_ROWS) {
    int r1 = r0 + RUN_OF_ROWS < rows ? r0 + RUN_OF_ROWS : rows;
    const float *p = x + r0 * columns;
    EACH some[v] = splat(0);
    for (int r = r0; r < r1; r++, p += columns) {
      EACH {
        f4 d = READ(p) - centre[v];
        some[v] += d * d;
      }
    }
    EACH total[v] += some[v];
  }
  f4 scale[4], shift[4];
  EACH {
    f4 variance = total[v] * share;
    f4 s = 1.0f / sqrt4(variance + epsilon);
    WRITE(mean, centre[v]);
    WRITE(inverse, s);
    f4 old_mean = READ(moving_mean);
    f4 old_variance = READ(moving_variance);
    WRITE(moving_mean, old_mean - (old_mean - centre[v]) * rate);
    WRITE(moving_variance, old_variance - (old_variance - variance) * rate);
    scale[v] = s * READ(gamma);
    shift[v] = READ(beta) - centre[v] * scale[v];
  }
  for (int r = 0; r < rows; r++, x += columns, y += columns) EACH WRITE(y, READ(x) * scale[v] + shift[v]);
}

INLINE void gradient_block(const int vectors, int part, float *dx, float *dgamma, float *dbeta, const float *dy,
                           const float *x, const float *mean, const float *inverse, const float *gamma, int rows,
                           int columns) {
  float share = 1.0f / (float)rows;
  f4 centre[4], sum[4], product[4], some[4], more[4];
  EACH {
    centre[v] = READ(mean);
    sum[v] = product[v] = splat(0);
  }
  for (int r0 = 0; r0 < rows; r0 += RUN_OF_ROWS) {
    int r1 = r0 + RUN_OF_ROWS < rows ? r0 + RUN_OF_ROWS : rows;
    const float *p = x + r0 * columns;
    const float *q = dy + r0 * columns;
    EACH some[v] = more[v] = splat(0);
    for (int r = r0; r < r1; r++, p += columns, q += columns) {
      EACH {
        f4 g = READ(q);
        some[v] += g;
        more[v] += g * (READ(p) - centre[v]);
      }
    }
    EACH {
      sum[v] += some[v];
      product[v] += more[v];
    }
  }
  // dx = scale * (dy - mean(dy) - xhat * mean(dy * xhat)), as a line in dy and x.
  f4 scale[4], slope[4], shift[4];
  EACH {
    f4 s = READ(inverse);
    f4 projected = product[v] * s;
    WRITE(dbeta, sum[v]);
    WRITE(dgamma, projected);
    scale[v] = s * READ(gamma);
    slope[v] = projected * s * share * scale[v];
    shift[v] = centre[v] * slope[v] - sum[v] * share * scale[v];
  }
  for (int r = 0; r < rows; r++, x += columns, dy += columns, dx += columns)
    EACH WRITE(dx, READ(dy) * scale[v] - READ(x) * slope[v] + shift[v]);
}

#define EACH_BLOCK                                      \
  int c = 0;                                            \
  for (; c + 16 <= columns; c += 16) BLOCK(4, 0);       \
  for (; c + 8 <= columns; c += 8) BLOCK(2, 0);         \
  for (; c + 4 <= columns; c += 4) BLOCK(1, 0);         \
  if (c < columns) BLOCK(0, columns - c);

// mean, inverse = 1 / sqrt(variance + epsilon), y = (x - mean) * inverse * gamma + beta; the moving averages go by
// `rate` towards the batch's.
EXPORT(batch_norm)
void batch_norm(float *y, float *mean, float *inverse, const float *x, const float *gamma, const float *beta,
                float *moving_mean, float *moving_variance, int rows, int columns, float epsilon, float rate) {
#define BLOCK(vectors, part)                                                                                        \
  forward_block(vectors, part, y + c, mean + c, inverse + c, x + c, gamma + c, beta + c, moving_mean + c,           \
                moving_variance + c, rows, columns, epsilon, rate)
  EACH_BLOCK
#undef BLOCK
}

// dx, dgamma, dbeta from dy and what the forward pass kept.
EXPORT(batch_norm_gradient)
void batch_norm_gradient(float *dx, float *dgamma, float *dbeta, const float *dy, const float *x, const float *mean,
                         const float *inverse, const float *gamma, int rows, int columns) {
#define BLOCK(vectors, part)                                                                                         \
  gradient_block(vectors, part, dx + c, dgamma + c, dbeta + c, dy + c, x + c, mean + c, inverse + c, gamma + c, rows, \
                 columns)
  EACH_BLOCK
#undef BLOCK
}
