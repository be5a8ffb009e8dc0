// Activations whose derivative can be told from their value.
#pragma once
#include "simd.h"

enum {
  LINEAR = 0,
  RELU = 1,
  RELU6 = 2,
  ELU = 3,
  SIGMOID = 4,
  TANH = 5,
  LEAKY_RELU = 6,
  HARD_SIGMOID = 7,
  SELU = 8,
  SOFTSIGN = 9,
};

#define SELU_ALPHA 1.6732632423543772f
#define SELU_SCALE 1.0507009873554805f

INLINE f4 activate4(const int kind, f4 x, float alpha) {
  f4 zero = splat(0);
  switch (kind) {
    case RELU: return max4(x, zero);
    case RELU6: return min4(max4(x, zero), splat(6));
    case ELU: return select(x < zero, exp4(x) - 1.0f, x);
    case SIGMOID: return sigmoid4(x);
    case TANH: return tanh4(x);
    case LEAKY_RELU: return select(x < zero, x * alpha, x);
    case HARD_SIGMOID: return min4(max4(x * 0.2f + 0.5f, zero), splat(1));
    case SELU: return SELU_SCALE * select(x < zero, SELU_ALPHA * (exp4(x) - 1.0f), x);
    case SOFTSIGN: return x / (1.0f + (f4)wasm_f32x4_abs((v128_t)x));
    default: return x;
  }
}

// Derivative at the point whose value is y, times dy.
INLINE f4 activation_gradient4(const int kind, f4 dy, f4 y, float alpha) {
  f4 zero = splat(0);
  switch (kind) {
    case RELU: return select(y > zero, dy, zero);
    case RELU6: return select((y > zero) & (y < splat(6)), dy, zero);
    case ELU: return select(y > zero, dy, dy * (y + 1.0f));
    case SIGMOID: return dy * y * (1.0f - y);
    case TANH: return dy * (1.0f - y * y);
    case LEAKY_RELU: return select(y > zero, dy, dy * alpha);
    case HARD_SIGMOID: return select((y > zero) & (y < splat(1)), dy * 0.2f, zero);
    case SELU: return select(y > zero, dy * SELU_SCALE, dy * (y + SELU_SCALE * SELU_ALPHA));
    case SOFTSIGN: {
      f4 room = 1.0f - (f4)wasm_f32x4_abs((v128_t)y);
      return dy * room * room;
    }
    default: return dy;
  }
}

// Calls BODY with `KIND` a constant, so that each activation gets a loop of its own.
#define PER_ACTIVATION(kind, BODY)          \
  switch (kind) {                           \
    case RELU: BODY(RELU); break;           \
    case RELU6: BODY(RELU6); break;         \
    case ELU: BODY(ELU); break;             \
    case SIGMOID: BODY(SIGMOID); break;     \
    case TANH: BODY(TANH); break;           \
    case LEAKY_RELU: BODY(LEAKY_RELU); break; \
    case HARD_SIGMOID: BODY(HARD_SIGMOID); break; \
    case SELU: BODY(SELU); break;           \
    case SOFTSIGN: BODY(SOFTSIGN); break;   \
    default: BODY(LINEAR); break;           \
  }
