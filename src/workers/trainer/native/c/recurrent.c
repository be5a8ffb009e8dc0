// Whole sequences through recurrent layers, and back (GRU: Cho et al. 2014, reset before the product; LSTM: Hochreiter
// and Schmidhuber 1997, with forget gates). All lie batch first: x [B, T, I], states [B, T, U], gates [B, T, 3 U or 4 U]
// after their activation. With `back`, time runs from the last element to the first.
#include "activation.h"
#include "gemm.h"

void activate(float *y, const float *x, int n, int kind, float alpha);
void sum_middle(float *y, const float *x, int outer, int middle, int inner, float factor);

INLINE f4 gradient_at(int kind, f4 dy, f4 y) { return activation_gradient4(kind, dy, y, 0); }
INLINE f4 value_at(int kind, f4 x) { return activate4(kind, x, 0); }

// The element of the sequence that step s is about, and the one before it in the order of steps.
INLINE int time_of(int s, int T, int back) { return back ? T - 1 - s : s; }

INLINE void copy_last(float *last, const float *states, int B, int T, int U, int back) {
  int t = time_of(T - 1, T, back);
  for (int b = 0; b < B; b++) copy(last + b * U, states + (b * T + t) * U, U);
}

// The gradient of what a step gives comes from the step after it, in dh, and from the layer's output.
INLINE void add_output_gradient(float *dh, const float *dy, int sequences, int s, int B, int T, int U, int t) {
  if (sequences) {
    for (int b = 0; b < B; b++) add_to(dh + b * U, dy + (b * T + t) * U, U);
  } else if (s == T - 1) {
    add_to(dh, dy, B * U);
  }
}

// du[U, columns] from the states before each step and the gates' gradients.
INLINE void recurrent_gradient(float *du, const float *states, const float *dgates, int B, int T, int U, int gates,
                               int columns, int back, float *scratch) {
  int row = gates * U;
  for (int b = 0; b < B; b++) {
    const float *before = states + b * T * U + (back ? U : 0);
    const float *after = dgates + b * T * row + (back ? 0 : row);
    gemm(U, columns, T - 1, before, 1, U, after, row, 1, du, row, 0, b > 0, scratch);
  }
}

// Gates in the order update z, reset r, candidate; h = z h' + (1 - z) candidate. reset_states holds r h'.
// Scratch: that of a product of max(I, U) by 3 U.
EXPORT(gru)
void gru(float *last, float *states, float *gates, float *reset_states, const float *x, const float *w, const float *u,
         const float *bias, int B, int T, int I, int U, int act, int gate_act, int back, float *scratch) {
  int row = 3 * U;
  gemm(B * T, row, I, x, I, 1, w, row, 1, gates, row, bias, 0, scratch);
  for (int s = 0; s < T; s++) {
    int t = time_of(s, T, back), before = time_of(s - 1, T, back);
    float *g = gates + t * row;
    const float *h = states + before * U;
    float *rh = reset_states + t * U;
    if (s > 0) gemm(B, 2 * U, U, h, T * U, 1, u, row, 1, g, T * row, 0, 1, scratch);
    for (int b = 0; b < B; b++) {
      float *zr = g + b * T * row;
      activate(zr, zr, 2 * U, gate_act, 0);
      for (int i = 0; i < U; i++) rh[b * T * U + i] = s > 0 ? zr[U + i] * h[b * T * U + i] : 0;
    }
    if (s > 0) gemm(B, U, U, rh, T * U, 1, u + 2 * U, row, 1, g + 2 * U, T * row, 0, 1, scratch);
    for (int b = 0; b < B; b++) {
      float *z = g + b * T * row;
      float *candidate = z + 2 * U;
      float *to = states + (b * T + t) * U;
      activate(candidate, candidate, U, act, 0);
      for (int i = 0; i < U; i++) {
        float old = s > 0 ? h[b * T * U + i] : 0;
        to[i] = z[i] * old + (1.0f - z[i]) * candidate[i];
      }
    }
  }
  copy_last(last, states, B, T, U, back);
}

// dx may be absent. dy is [B, T, U] with `sequences`, else [B, U].
// Scratch: B T 3 U + 2 B U, and that of a product of max(3 U, T) or B T by max(3 U, I).
EXPORT(gru_gradient)
void gru_gradient(float *dx, float *dw, float *du, float *db, const float *dy, const float *x, const float *w,
                  const float *u, const float *states, const float *gates, const float *reset_states, int B, int T,
                  int I, int U, int act, int gate_act, int back, int sequences, float *scratch) {
  int row = 3 * U;
  float *dgates = scratch;
  float *dh = dgates + B * T * row;
  float *drh = dh + B * U;
  float *more = drh + B * U;
  fill(dh, B * U, 0);
  for (int s = T - 1; s >= 0; s--) {
    int t = time_of(s, T, back), before = time_of(s - 1, T, back);
    add_output_gradient(dh, dy, sequences, s, B, T, U, t);
    for (int b = 0; b < B; b++) {
      const float *g = gates + (b * T + t) * row;
      const float *h = states + (b * T + before) * U;
      float *dg = dgates + (b * T + t) * row;
      for (int i = 0; i < U; i += 4) {
        int part = U - i < 4 ? U - i : 4;
        f4 d = load_part(dh + b * U + i, part);
        f4 z = load_part(g + i, part);
        f4 candidate = load_part(g + 2 * U + i, part);
        f4 old = s > 0 ? load_part(h + i, part) : splat(0);
        store_part(dg + i, gradient_at(gate_act, d * (old - candidate), z), part);
        store_part(dg + 2 * U + i, gradient_at(act, d * (1.0f - z), candidate), part);
        store_part(dh + b * U + i, d * z, part);
        if (s == 0) store_part(dg + U + i, splat(0), part);
      }
    }
    if (s == 0) break;
    float *dg = dgates + t * row;
    gemm(B, U, U, dg + 2 * U, T * row, 1, u + 2 * U, 1, row, drh, U, 0, 0, more);
    for (int b = 0; b < B; b++) {
      const float *r = gates + (b * T + t) * row + U;
      const float *h = states + (b * T + before) * U;
      float *dr = dg + b * T * row + U;
      for (int i = 0; i < U; i += 4) {
        int part = U - i < 4 ? U - i : 4;
        f4 d = load_part(drh + b * U + i, part);
        f4 reset = load_part(r + i, part);
        store_part(dr + i, gradient_at(gate_act, d * load_part(h + i, part), reset), part);
        store_part(dh + b * U + i, load_part(dh + b * U + i, part) + d * reset, part);
      }
    }
    gemm(B, U, 2 * U, dg, T * row, 1, u, 1, row, dh, U, 0, 1, more);
  }
  gemm(I, row, B * T, x, 1, I, dgates, row, 1, dw, row, 0, 0, more);
  recurrent_gradient(du, states, dgates, B, T, U, 3, 2 * U, back, more);
  gemm(U, U, B * T, reset_states, 1, U, dgates + 2 * U, row, 1, du + 2 * U, row, 0, 0, more);
  sum_middle(db, dgates, 1, B * T, row, 1);
  if (dx) gemm(B * T, I, row, dgates, row, 1, w, 1, row, dx, I, 0, 0, more);
}

// Gates in the order input i, forget f, candidate g, output o; c = f c' + i g, h = o act(c).
// Scratch: that of a product of max(I, U) by 4 U.
EXPORT(lstm)
void lstm(float *last, float *states, float *gates, float *cells, const float *x, const float *w, const float *u,
          const float *bias, int B, int T, int I, int U, int act, int gate_act, int back, float *scratch) {
  int row = 4 * U;
  gemm(B * T, row, I, x, I, 1, w, row, 1, gates, row, bias, 0, scratch);
  for (int s = 0; s < T; s++) {
    int t = time_of(s, T, back), before = time_of(s - 1, T, back);
    float *g = gates + t * row;
    if (s > 0) gemm(B, row, U, states + before * U, T * U, 1, u, row, 1, g, T * row, 0, 1, scratch);
    for (int b = 0; b < B; b++) {
      float *gate = g + b * T * row;
      activate(gate, gate, 2 * U, gate_act, 0);
      activate(gate + 2 * U, gate + 2 * U, U, act, 0);
      activate(gate + 3 * U, gate + 3 * U, U, gate_act, 0);
      const float *old = cells + (b * T + before) * U;
      float *cell = cells + (b * T + t) * U;
      float *to = states + (b * T + t) * U;
      for (int i = 0; i < U; i++) cell[i] = gate[i] * gate[2 * U + i] + (s > 0 ? gate[U + i] * old[i] : 0);
      activate(to, cell, U, act, 0);
      for (int i = 0; i < U; i++) to[i] *= gate[3 * U + i];
    }
  }
  copy_last(last, states, B, T, U, back);
}

// As `gru_gradient`, with 4 U for 3 U.
EXPORT(lstm_gradient)
void lstm_gradient(float *dx, float *dw, float *du, float *db, const float *dy, const float *x, const float *w,
                   const float *u, const float *states, const float *gates, const float *cells, int B, int T, int I,
                   int U, int act, int gate_act, int back, int sequences, float *scratch) {
  int row = 4 * U;
  float *dgates = scratch;
  float *dh = dgates + B * T * row;
  float *dc = dh + B * U;
  float *more = dc + B * U;
  fill(dh, 2 * B * U, 0);
  for (int s = T - 1; s >= 0; s--) {
    int t = time_of(s, T, back), before = time_of(s - 1, T, back);
    add_output_gradient(dh, dy, sequences, s, B, T, U, t);
    for (int b = 0; b < B; b++) {
      const float *g = gates + (b * T + t) * row;
      const float *cell = cells + (b * T + t) * U;
      const float *old_cell = cells + (b * T + before) * U;
      float *dg = dgates + (b * T + t) * row;
      for (int i = 0; i < U; i += 4) {
        int part = U - i < 4 ? U - i : 4;
        f4 in = load_part(g + i, part), forget = load_part(g + U + i, part);
        f4 candidate = load_part(g + 2 * U + i, part), out = load_part(g + 3 * U + i, part);
        f4 a = value_at(act, load_part(cell + i, part));
        f4 old = s > 0 ? load_part(old_cell + i, part) : splat(0);
        f4 d = load_part(dh + b * U + i, part);
        f4 e = load_part(dc + b * U + i, part) + gradient_at(act, d * out, a);
        store_part(dg + i, gradient_at(gate_act, e * candidate, in), part);
        store_part(dg + U + i, gradient_at(gate_act, e * old, forget), part);
        store_part(dg + 2 * U + i, gradient_at(act, e * in, candidate), part);
        store_part(dg + 3 * U + i, gradient_at(gate_act, d * a, out), part);
        store_part(dc + b * U + i, e * forget, part);
      }
    }
    if (s > 0) gemm(B, U, row, dgates + t * row, T * row, 1, u, 1, row, dh, U, 0, 0, more);
  }
  gemm(I, row, B * T, x, 1, I, dgates, row, 1, dw, row, 0, 0, more);
  recurrent_gradient(du, states, dgates, B, T, U, 4, row, back, more);
  sum_middle(db, dgates, 1, B * T, row, 1);
  if (dx) gemm(B * T, I, row, dgates, row, 1, w, 1, row, dx, I, 0, 0, more);
}
