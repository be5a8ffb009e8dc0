#include "simd.h"

// y[i] = x[indices[i]], rows of so many 4-byte words.
// @returns the number of indices outside the rows of x, which are left out
EXPORT(gather)
int gather(float *y, const float *x, const int *indices, int count, int rows, int words) {
  int missed = 0;
  for (int i = 0; i < count; i++, y += words) {
    int row = indices[i];
    if (row < 0 || row >= rows) missed++;
    else copy(y, x + row * words, words);
  }
  return missed;
}
