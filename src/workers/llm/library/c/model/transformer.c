/* Tokens to scores: the kernels in their order. Up to the scores, a token's states stay on the GPU. */
#include "model.h"

/* Weights as the kernels read them, by their places among all; made once, at the first use. */
static Tensor **folded;

static Tensor *weight_at(Array *weights, u32 at) { return weights->items[at].as.pointer; }

/* @param gain the normalisation before the weight, or nothing */
static i32 fold(Array *weights, u32 at, Tensor *gain) {
  Tensor *weight = weight_at(weights, at);
  i64 rows = weight->dims[0], columns = weight->dims[1];
  folded[at] = new_floats((i64[]){columns, rows}, 2);
  Tensor *buffers[] = {weight, gain ? gain : weight, folded[at]};
  return launch(KERNEL_fold, buffers, (i64[]){rows, columns, gain != 0}, (u32)(rows * columns));
}

static i32 fold_all(Array *weights) {
  folded = allocate(sizeof(Tensor *) * weights->length);
  if (fold(weights, EMBEDDING, weight_at(weights, last_norm()))) return -1;
  for (u32 layer = 0; layer < sizes.layers; layer++) {
    Tensor *norm1 = weight_at(weights, layer_weight(layer, NORM1));
    Tensor *norm2 = weight_at(weights, layer_weight(layer, NORM2));
    if (fold(weights, layer_weight(layer, QKV), norm1) || fold(weights, layer_weight(layer, OUT), 0) ||
        fold(weights, layer_weight(layer, GATE_UP), norm2) || fold(weights, layer_weight(layer, DOWN), 0))
      return -1;
  }
  return 0;
}

/* Kernels for many tokens take them in runs of four, and write whole runs. */
static u32 whole_runs(u32 count) { return (count + 3) / 4 * 4; }

static Tensor *new_states(u32 count, u32 width) {
  return new_roomy_tensor((i64[]){count, width}, 2, whole_runs(count) * width * 4);
}

/* ids i32 [n], weights -> states f32 [n, width] */
i32 embed(Tensor *ids, Array *weights, Tensor **states) {
  u32 count = (u32)ids->dims[0];
  *states = new_states(count, sizes.width);
  Tensor *buffers[] = {ids, weight_at(weights, EMBEDDING), *states};
  return launch(KERNEL_embed, buffers, (i64[]){count}, count * sizes.width / 4);
}

typedef struct {
  u32 count; /* of tokens */
  u32 runs;  /* of tokens that one thread has */
  Tensor *states, *queries, *mixed, *hidden;
  Cache *cache;
} Pass;

static i32 attend(const Pass *pass, u32 layer) {
  const Cache *cache = pass->cache;
  Tensor *buffers[] = {pass->queries, cache->keys, cache->values, pass->mixed};
  u32 heads = sizes.width / HEAD;
  if (pass->count == 1)
    return launch(KERNEL_attend_one, buffers, (i64[]){cache->length + 1, layer}, heads * KERNELS[KERNEL_attend_one].threads);
  /* A thread has two queries, and a workgroup those of one head alone. */
  u32 threads = (pass->count + 63) / 64 * 32 * heads;
  return launch(KERNEL_attend_many, buffers, (i64[]){cache->length, pass->count, layer}, threads);
}

static i32 run_layer(const Pass *pass, u32 layer) {
  int one = pass->count == 1;
  i64 count = pass->count;
  Cache *cache = pass->cache;
  Tensor *qkv = folded[layer_weight(layer, QKV)], *out = folded[layer_weight(layer, OUT)];
  Tensor *gate_up = folded[layer_weight(layer, GATE_UP)], *down = folded[layer_weight(layer, DOWN)];
  Tensor *inputs[] = {pass->states, qkv, cache->turns, pass->queries, cache->keys, cache->values};
  u32 quads = sizes.width / 4;
  if (launch(one ? KERNEL_attend_inputs_1 : KERNEL_attend_inputs_4, inputs, (i64[]){cache->length, count, layer},
             pass->runs * 3 * quads / 2) ||
      attend(pass, layer) ||
      launch(one ? KERNEL_out_1 : KERNEL_out_4, (Tensor *[]){pass->mixed, out, pass->states}, &count,
             pass->runs * quads) ||
      launch(one ? KERNEL_gate_1 : KERNEL_gate_4, (Tensor *[]){pass->states, gate_up, pass->hidden}, &count,
             pass->runs * sizes.hidden / 4))
    return -1;
  return launch(one ? KERNEL_down_1 : KERNEL_down_4, (Tensor *[]){pass->hidden, down, pass->states}, &count,
                pass->runs * quads);
}

/* states f32 [1, n, width], which are overwritten, cache, weights -> logits f32 [1, 1, vocabulary] of the last token */
i32 forward(Tensor *states, Cache *cache, Array *weights, Tensor **logits) {
  if (!folded && fold_all(weights)) return -1;
  u32 count = (u32)states->dims[1];
  if (count != cache->pending) return fail("the cache was told of another number of tokens");
  Pass pass = {
      .count = count,
      .runs = count == 1 ? 1 : whole_runs(count) / 4,
      .states = states,
      .queries = new_states(count, sizes.width),
      .mixed = new_states(count, sizes.width),
      .hidden = new_states(count, sizes.hidden),
      .cache = cache,
  };
  i32 failed = 0;
  for (u32 layer = 0; layer < sizes.layers && !failed; layer++) failed = run_layer(&pass, layer);
  drop(pass.queries);
  drop(pass.mixed);
  drop(pass.hidden);
  if (failed) return -1;
  *logits = new_floats((i64[]){1, 1, sizes.vocabulary}, 3);
  return launch(KERNEL_head, (Tensor *[]){states, folded[EMBEDDING], *logits}, (i64[]){count - 1}, sizes.vocabulary / 4);
}
