/* The functions that the runtime looks up in the model, with their arguments as it passes them. */
#include "model.h"

static void give_text(Any *result, char *text) {
  give(result, STRING, new_string(STRING, text, length_of(text)));
  release(text);
}

static void give_two(Any *result, i32 type, void *first, i32 other_type, void *second) {
  Any both[2];
  give(both, type, first);
  give(both + 1, other_type, second);
  give(result, ARRAY, new_array(both, 2));
}

BODY(initialise) {
  UNUSED;
  return 0;
}

/* -> JSON. Asked after the weights have come. */
BODY(describe) {
  UNUSED;
  if (read_sizes()) return -1;
  give_text(result, metadata());
  return 0;
}

BODY(kernel_map) {
  UNUSED;
  give(result, STRING, new_string(STRING, KERNEL_MAP, length_of(KERNEL_MAP)));
  return 0;
}

/* name -> WGSL */
BODY(shader) {
  UNUSED;
  int kernel = kernel_named(text_of(args));
  if (kernel < 0) return fail("no such kernel");
  give_text(result, kernel_source((enum Kernel)kernel));
  return 0;
}

/* name, launching function */
BODY(shader_made) {
  UNUSED;
  int kernel = kernel_named(text_of(args));
  if (kernel < 0) return fail("no such kernel");
  set_kernel((enum Kernel)kernel, args[1].as.pointer);
  return 0;
}

/* ids i32 [n], weights -> f32 [n, width] */
BODY(embed_tokens) {
  UNUSED;
  Tensor *states = 0;
  if (embed(args[0].as.pointer, args[1].as.pointer, &states)) return -1;
  give(result, TENSOR, states);
  return 0;
}

/* states f32 [1, n, width], cache, weights -> [logits f32 [1, 1, vocabulary], cache] */
BODY(prefill_or_decode) {
  UNUSED;
  Tensor *logits = 0;
  if (forward(args[0].as.pointer, args[1].as.pointer, args[2].as.pointer, &logits)) return -1;
  give_two(result, TENSOR, logits, KV_CACHE, args[1].as.pointer);
  drop(logits);
  return 0;
}

/* most sequences, most tokens of all, of a chunk, of a page, sliding window: each a shape of one number */
BODY(create_cache) {
  UNUSED;
  Shape *tokens = args[1].as.pointer, *sliding = args[4].as.pointer;
  if (sliding->dims[0]) return fail("this model has no sliding window");
  if (tokens->dims[0] < 1 || tokens->dims[0] > 4096) return fail("the context must be of 1 to 4096 tokens");
  sizes.context = ((u32)tokens->dims[0] + 15) / 16 * 16;
  give(result, KV_CACHE, new_cache());
  return 0;
}

/* logits f32 [1, 1, vocabulary], temperature f32 [1] -> probabilities, same shape */
BODY(softmax) {
  UNUSED;
  Tensor *logits = args[0].as.pointer, *probabilities = new_floats(logits->dims, (u32)logits->rank);
  if (launch(KERNEL_softmax, (Tensor *[]){logits, args[1].as.pointer, probabilities}, 0, 1)) return -1;
  give(result, TENSOR, probabilities);
  return 0;
}

/* probabilities f32 [1, vocabulary] -> [sorted f32 descending, their tokens i32] */
BODY(argsort) {
  UNUSED;
  Tensor *probabilities = args[0].as.pointer;
  Tensor *sorted = new_floats(probabilities->dims, 2);
  Tensor *tokens = new_tensor(probabilities->dims, 2, DL_INT, 32, WEBGPU);
  if (launch(KERNEL_argsort, (Tensor *[]){probabilities, sorted, tokens}, 0, 1)) return -1;
  give_two(result, TENSOR, sorted, TENSOR, tokens);
  drop(sorted);
  drop(tokens);
  return 0;
}

/* sorted, tokens, uniform f32 [1], sample index i32 [1], top_p f32 [1] -> i32 [1] */
BODY(sample) {
  UNUSED;
  Tensor *drawn = new_tensor((i64[]){1}, 1, DL_INT, 32, WEBGPU);
  Tensor *buffers[] = {args[0].as.pointer, args[1].as.pointer, args[2].as.pointer, args[4].as.pointer, drawn};
  if (launch(KERNEL_sample, buffers, 0, 1)) return -1;
  give(result, TENSOR, drawn);
  return 0;
}

/* logits f32 [1, vocabulary], sequences i32 [1], bits i32 [1, vocabulary / 32] */
BODY(apply_mask) {
  UNUSED;
  return launch(KERNEL_mask, (Tensor *[]){args[0].as.pointer, args[2].as.pointer}, 0, sizes.vocabulary);
}

/* logits f32 [1, vocabulary], sequences i32 [n], tokens i32 [n], biases f32 [n] */
BODY(apply_bias) {
  UNUSED;
  Tensor *tokens = args[2].as.pointer;
  u32 n = (u32)tokens->dims[0];
  return n ? launch(KERNEL_bias, (Tensor *[]){args[0].as.pointer, tokens, args[3].as.pointer}, (i64[]){n}, n) : 0;
}

/* logits f32 [1, vocabulary], sequences i32 [1], positions' sequences i32 [n], tokens i32 [n], times i32 [n],
 * penalties f32 [1, 3]: presence, frequency, repetition */
BODY(apply_penalty) {
  UNUSED;
  Tensor *tokens = args[3].as.pointer;
  u32 n = (u32)tokens->dims[0];
  Tensor *buffers[] = {args[0].as.pointer, tokens, args[4].as.pointer, args[5].as.pointer};
  return n ? launch(KERNEL_penalise, buffers, (i64[]){n}, n) : 0;
}

const Entry MODEL_FUNCTIONS[] = {
    {"vm_initialization", initialise},
    {"_metadata", describe},
    {"webgpu.get_fmap", kernel_map},
    {"webgpu.get_shader", shader},
    {"webgpu.update_prebuild", shader_made},
    {"embed", embed_tokens},
    {"prefill", prefill_or_decode},
    {"decode", prefill_or_decode},
    {"create_tir_paged_kv_cache", create_cache},
    {"softmax_with_temperature", softmax},
    {"argsort_probs", argsort},
    {"sample_with_top_p", sample},
    {"apply_bitmask_inplace", apply_mask},
    {"apply_penalty_inplace", apply_penalty},
    {"apply_logit_bias_inplace", apply_bias},
};
const u32 MODEL_FUNCTION_COUNT = COUNT(MODEL_FUNCTIONS);
