#include "simd.h"

// Mean softmax cross-entropy of logits [rows, columns] against labels of the same shape, and (softmax - labels) /
// rows, its gradient for labels that sum to 1 by row.
EXPORT(cross_entropy)
void cross_entropy(float *loss, float *dlogits, const float *logits, const float *labels, int rows, int columns) {
  double total = 0;
  float share = 1.0f / (float)rows;
  for (int r = 0; r < rows; r++, logits += columns, labels += columns, dlogits += columns) {
    float greatest = logits[0];
    for (int c = 1; c < columns; c++)
      if (!(logits[c] <= greatest)) greatest = logits[c];
    float sum = 0, dot = 0;
    for (int c = 0; c < columns; c += 4) {
      int part = columns - c < 4 ? columns - c : 4;
      f4 shifted = load_part(logits + c, part) - greatest;
      f4 e = exp4(shifted);
      f4 weighted = shifted * load_part(labels + c, part);
      store_part(dlogits + c, e, part);
      _Pragma("clang loop unroll(full)") for (int i = 0; i < 4; i++) {
        if (i < part) {
          sum += e[i];
          dot += weighted[i];
        }
      }
    }
    total += (double)(log1(sum) - dot);
    float inverse = 1.0f / sum;
    for (int c = 0; c < columns; c++) dlogits[c] = (dlogits[c] * inverse - labels[c]) * share;
  }
  *loss = (float)(total / rows);
}
