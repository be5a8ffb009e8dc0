// Batch normalisation over the rows of [rows, columns] (Ioffe and Szegedy 2015, section 3).
#include "simd.h"

// Sums of f(row) by column, eight columns at a time; runs of rows are summed apart, for the sake of rounding.
#define ROWS_PER_RUN 256

// mean, inverse = 1 / sqrt(variance + epsilon), y = (x - mean) * inverse * gamma + beta, and the moving averages, each
// moved by `rate` towards the batch's. gamma, beta and the averages may be absent.
EXPORT(batch_norm)
void batch_norm(float *y, float *mean, float *inverse, const float *x, const float *gamma, const float *beta,
                float *moving_mean, float *moving_variance, int rows, int columns, float epsilon, float rate) {
  float share = 1.0f / (float)rows;
  for (int c = 0; c < columns; c += 4) {
    int part = columns - c < 4 ? columns - c : 4;
    f4 sum = splat(0);
    for (int r0 = 0; r0 < rows; r0 += ROWS_PER_RUN) {
      int r1 = r0 + ROWS_PER_RUN < rows ? r0 + ROWS_PER_RUN : rows;
      const float *p = x + r0 * columns + c;
      f4 some = splat(0);
      for (int r = r0; r < r1; r++, p += columns) some += load_part(p, part);
      sum += some;
    }
    f4 m = sum * share;
    // About the mean, since the mean of squares less the square of the mean cancels.
    f4 squares = splat(0);
    for (int r0 = 0; r0 < rows; r0 += ROWS_PER_RUN) {
      int r1 = r0 + ROWS_PER_RUN < rows ? r0 + ROWS_PER_RUN : rows;
      const float *p = x + r0 * columns + c;
      f4 some = splat(0);
      for (int r = r0; r < r1; r++, p += columns) {
        f4 d = load_part(p, part) - m;
        some += d * d;
      }
      squares += some;
    }
    f4 variance = squares * share;
    store_part(mean + c, m, part);
    store_part(inverse + c, 1.0f / sqrt4(variance + epsilon), part);
    if (moving_mean) {
      f4 old_mean = load_part(moving_mean + c, part);
      f4 old_variance = load_part(moving_variance + c, part);
      store_part(moving_mean + c, old_mean - (old_mean - m) * rate, part);
      store_part(moving_variance + c, old_variance - (old_variance - variance) * rate, part);
    }
  }
  for (int c = 0; c < columns; c += 4) {
    int part = columns - c < 4 ? columns - c : 4;
    f4 scale = load_part(inverse + c, part);
    if (gamma) scale *= load_part(gamma + c, part);
    f4 shift = splat(0) - load_part(mean + c, part) * scale;
    if (beta) shift += load_part(beta + c, part);
    const float *p = x + c;
    float *q = y + c;
    for (int r = 0; r < rows; r++, p += columns, q += columns) store_part(q, load_part(p, part) * scale + shift, part);
  }
}

// dx, dgamma, dbeta from dy and what the forward pass kept.
EXPORT(batch_norm_gradient)
void batch_norm_gradient(float *dx, float *dgamma, float *dbeta, const float *dy, const float *x, const float *mean,
                         const float *inverse, const float *gamma, int rows, int columns) {
  float share = 1.0f / (float)rows;
  for (int c = 0; c < columns; c += 4) {
    int part = columns - c < 4 ? columns - c : 4;
    f4 m = load_part(mean + c, part);
    f4 s = load_part(inverse + c, part);
    f4 sum = splat(0), product = splat(0);
    for (int r0 = 0; r0 < rows; r0 += ROWS_PER_RUN) {
      int r1 = r0 + ROWS_PER_RUN < rows ? r0 + ROWS_PER_RUN : rows;
      const float *p = x + r0 * columns + c;
      const float *q = dy + r0 * columns + c;
      f4 some = splat(0), more = splat(0);
      for (int r = r0; r < r1; r++, p += columns, q += columns) {
        f4 g = load_part(q, part);
        some += g;
        more += g * (load_part(p, part) - m);
      }
      sum += some;
      product += more;
    }
    product *= s;
    store_part(dbeta + c, sum, part);
    store_part(dgamma + c, product, part);
    f4 scale = s;
    if (gamma) scale *= load_part(gamma + c, part);
    // dx = scale * (dy - mean(dy) - xhat * mean(dy * xhat)), as a line in dy and x.
    f4 slope = product * s * share * scale;
    f4 shift = m * slope - sum * share * scale;
    const float *p = x + c;
    const float *q = dy + c;
    float *to = dx + c;
    for (int r = 0; r < rows; r++, p += columns, q += columns, to += columns)
      store_part(to, load_part(q, part) * scale - load_part(p, part) * slope + shift, part);
  }
}
