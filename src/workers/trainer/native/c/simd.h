// Four floats at a time, and the few functions of them that the kernels need. Nothing here may use the stack or
// static data: the module runs on a heap that belongs to another program (see ../build.mjs).
#pragma once
#include <stdint.h>
#include <wasm_simd128.h>

typedef float f4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));

#define INLINE static inline __attribute__((always_inline))
// Loops over registers, which only full unrolling keeps off the stack; the count is constant wherever this is used.
#define EACH_VECTOR(count) _Pragma("clang loop unroll(full)") for (int v = 0; v < count; v++)
#define EACH_ROW(count) _Pragma("clang loop unroll(full)") for (int r = 0; r < count; r++)

#define EXPORT(name) __attribute__((export_name(#name)))

INLINE f4 load(const float *p) { return (f4)wasm_v128_load(p); }
INLINE void store(float *p, f4 v) { wasm_v128_store(p, (v128_t)v); }
INLINE f4 splat(float x) { return (f4)wasm_f32x4_splat(x); }
INLINE f4 load_splat(const float *p) { return (f4)wasm_v128_load32_splat(p); }
INLINE f4 select(i4 mask, f4 yes, f4 no) { return (f4)wasm_v128_bitselect((v128_t)yes, (v128_t)no, (v128_t)mask); }
INLINE f4 sqrt4(f4 v) { return (f4)wasm_f32x4_sqrt((v128_t)v); }
// A NaN in `v` stays, as it must: a training that diverges has to be seen.
INLINE f4 min4(f4 v, f4 top) { return (f4)wasm_f32x4_pmin((v128_t)v, (v128_t)top); }
INLINE f4 max4(f4 v, f4 bottom) { return (f4)wasm_f32x4_pmax((v128_t)v, (v128_t)bottom); }
INLINE float sum4(f4 v) { return (v[0] + v[2]) + (v[1] + v[3]); }

// The first `n` (1 to 4) of four; the others read as zero.
INLINE f4 load_part(const float *p, int n) {
  if (n >= 4) return load(p);
  f4 v = splat(0);
  v[0] = p[0];
  if (n > 1) v[1] = p[1];
  if (n > 2) v[2] = p[2];
  return v;
}

INLINE void store_part(float *p, f4 v, int n) {
  if (n >= 4) {
    store(p, v);
    return;
  }
  if (n > 0) p[0] = v[0];
  if (n > 1) p[1] = v[1];
  if (n > 2) p[2] = v[2];
}

INLINE void fill(float *p, int n, float x) {
  int i = 0;
  for (; i + 4 <= n; i += 4) store(p + i, splat(x));
  for (; i < n; i++) p[i] = x;
}

INLINE void copy(float *to, const float *from, int n) {
  int i = 0;
  for (; i + 4 <= n; i += 4) store(to + i, load(from + i));
  for (; i < n; i++) to[i] = from[i];
}

INLINE void add_to(float *to, const float *from, int n) {
  int i = 0;
  for (; i + 4 <= n; i += 4) store(to + i, load(to + i) + load(from + i));
  for (; i < n; i++) to[i] += from[i];
}

// e^x to 2 ulp: range reduced by ln 2 in two parts, then a polynomial of degree 6 (Cephes, expf).
INLINE f4 exp4(f4 x) {
  f4 clamped = max4(min4(x, splat(88.0f)), splat(-87.3f));
  f4 n = (f4)wasm_f32x4_nearest((v128_t)(clamped * 1.44269504088896341f));
  f4 r = clamped - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  f4 p = splat(1.9875691500e-4f);
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  i4 bits = ((i4)wasm_i32x4_trunc_sat_f32x4((v128_t)n) + 127) << 23;
  f4 e = p * (f4)bits;
  return select(x == x, e, x);
}

INLINE f4 sigmoid4(f4 x) { return 1.0f / (1.0f + exp4(-x)); }

// Near zero by an odd polynomial (Cephes, tanhf), where the quotient would lose digits.
INLINE f4 tanh4(f4 x) {
  f4 z = x * x;
  f4 p = splat(-5.70498872745e-3f);
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  f4 near = p * z * x + x;
  f4 far = 1.0f - 2.0f / (exp4(x + x) + 1.0f);
  return select(z < 0.390625f, near, far);
}

// ln x for positive, normal x (Cephes, logf).
INLINE float log1(float x) {
  union { float f; int32_t i; } u = {x};
  if (!(x > 0) || u.i >= 0x7f800000) return x;
  int e = ((u.i >> 23) & 255) - 126;
  u.i = (u.i & 0x007fffff) | 0x3f000000;
  float m = u.f;
  if (m < 0.707106781186547524f) {
    e -= 1;
    m = m + m - 1.0f;
  } else {
    m = m - 1.0f;
  }
  float z = m * m;
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  float y = m * z * p;
  y += -2.12194440e-4f * (float)e;
  y -= 0.5f * z;
  return m + y + 0.693359375f * (float)e;
}
