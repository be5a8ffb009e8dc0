// One step of an optimiser over all variables, in place. A row of the table is where a variable's parts lie and how
// many floats it has: the weights, the gradient, the moments.
#include "simd.h"

typedef struct {
  float *weight;
  const float *gradient;
  float *first, *second;
  int size;
} Variable;

// Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
// correction1 and correction2 are 1 - beta^t.
EXPORT(adamw)
void adamw(const Variable *table, int count, float rate, float decay, float beta1, float beta2, float epsilon,
           float correction1, float correction2) {
  float scale1 = 1.0f / correction1, scale2 = 1.0f / correction2;
  float rest1 = 1.0f - beta1, rest2 = 1.0f - beta2;
  float kept = 1.0f - rate * decay;
  for (const Variable *row = table; row < table + count; row++) {
    for (int i = 0; i < row->size; i += 4) {
      int part = row->size - i < 4 ? row->size - i : 4;
      f4 g = load_part(row->gradient + i, part);
      f4 m = load_part(row->first + i, part) * beta1 + g * rest1;
      f4 v = load_part(row->second + i, part) * beta2 + g * g * rest2;
      store_part(row->first + i, m, part);
      store_part(row->second + i, v, part);
      f4 direction = m * scale1 / (sqrt4(v * scale2) + epsilon);
      store_part(row->weight + i, load_part(row->weight + i, part) * kept - direction * rate, part);
    }
  }
}

// Momentum as in Sutskever et al. 2013, equation 1, with the decay decoupled; `second` is not used.
EXPORT(sgd)
void sgd(const Variable *table, int count, float rate, float decay, float momentum) {
  float kept = 1.0f - rate * decay;
  for (const Variable *row = table; row < table + count; row++) {
    for (int i = 0; i < row->size; i += 4) {
      int part = row->size - i < 4 ? row->size - i : 4;
      f4 v = load_part(row->first + i, part) * momentum + load_part(row->gradient + i, part);
      store_part(row->first + i, v, part);
      store_part(row->weight + i, load_part(row->weight + i, part) * kept - v * rate, part);
    }
  }
}
