/* The keys and values of the one conversation so far, and the rotations of every position. */
#include "model.h"

/* Keys lie as [layer, dimension, position], a little more than the context apart: with a power of two between them,
 * the dimensions of a key would compete for the same few lines of a processor's cache. */
u32 key_stride(void) { return sizes.context + 16; }

static void destroy_cache(Object *object) {
  Cache *cache = (Cache *)object;
  drop(cache->keys);
  drop(cache->values);
  drop(cache->turns);
}

/* Of angles up to one, by their series; in double, since thousands of them are multiplied. */
static double cosine(double angle) {
  double term = 1, sum = 1;
  for (int n = 1; n < 20; n += 2) sum += term *= -angle * angle / (n * (n + 1));
  return sum;
}
static double sine(double angle) {
  double term = angle, sum = angle;
  for (int n = 2; n < 20; n += 2) sum += term *= -angle * angle / (n * (n + 1));
  return sum;
}

/* float32 [context, 2, HEAD / 2]: cosines and sines of position · 10000^(-2i / HEAD). Computed here, since a GPU's
 * sine of a large angle may be off by more than a model can bear. */
static Tensor *new_turns(void) {
  enum { ANGLES = HEAD / 2 };
  const double ratio = 0.5623413251903491; /* 10000^(-2 / 32) */
  const i64 dims[] = {sizes.context, 2, ANGLES};
  Tensor *host = new_tensor(dims, 3, DL_FLOAT, 32, CPU);
  float *turns = host->data;
  double angle = 1;
  for (u32 i = 0; i < ANGLES; i++, angle *= ratio) {
    double x = 1, y = 0, step_x = cosine(angle), step_y = sine(angle);
    for (u32 position = 0; position < sizes.context; position++) {
      turns[position * 2 * ANGLES + i] = (float)x;
      turns[position * 2 * ANGLES + ANGLES + i] = (float)y;
      double turned = x * step_x - y * step_y;
      y = y * step_x + x * step_y;
      x = turned;
    }
  }
  Tensor *device = new_floats(dims, 3);
  copy_tensor(host, device);
  drop(host);
  return device;
}

Cache *new_cache(void) {
  Cache *cache = new_object(KV_CACHE, sizeof(Cache), destroy_cache);
  cache->keys = new_floats((i64[]){sizes.layers, sizes.width, key_stride()}, 3);
  cache->values = new_floats((i64[]){sizes.layers, sizes.context, sizes.width}, 3);
  cache->turns = new_turns();
  return cache;
}

/* cache */
BODY(clear) {
  UNUSED;
  Cache *cache = args[0].as.pointer;
  cache->length = cache->pending = 0;
  return 0;
}

/* cache, sequence: there is but one, and adding it begins with nothing. */
BODY(add_sequence) { return clear(self, args, count, result); }

/* cache, sequences, their numbers of tokens to come */
BODY(begin_forward) {
  UNUSED;
  Cache *cache = args[0].as.pointer;
  Shape *lengths = args[2].as.pointer;
  if (lengths->length != 1) return fail("the cache holds one conversation");
  if (cache->length + (u64)lengths->dims[0] > sizes.context) return fail("the conversation is longer than the context");
  cache->pending = (u32)lengths->dims[0];
  return 0;
}

/* cache */
BODY(end_forward) {
  UNUSED;
  Cache *cache = args[0].as.pointer;
  cache->length += cache->pending;
  cache->pending = 0;
  return 0;
}

BODY(no_sliding_window) {
  UNUSED;
  return fail("this model has no sliding window");
}

const Entry STATE_FUNCTIONS[] = {
    {"vm.builtin.attention_kv_cache_enable_sliding_window_for_seq", no_sliding_window},
    {"vm.builtin.kv_state_add_sequence", add_sequence},
    {"vm.builtin.kv_state_begin_forward", begin_forward},
    {"vm.builtin.kv_state_clear", clear},
    {"vm.builtin.kv_state_end_forward", end_forward},
    {"vm.builtin.kv_state_remove_sequence", clear},
};
const u32 STATE_FUNCTION_COUNT = COUNT(STATE_FUNCTIONS);
