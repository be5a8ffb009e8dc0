/* Weights, which the runtime uploads one by one and asks for by their names. */
#include "abi.h"

enum { MOST_WEIGHTS = 512, LONGEST_NAME = 72 };

static struct {
  char name[LONGEST_NAME];
  Tensor *tensor;
} weights[MOST_WEIGHTS];
static int weight_count;

BODY(weights_add) {
  UNUSED;
  const char *name = text_of(args);
  u32 length = length_of(name);
  if (weight_count == MOST_WEIGHTS || length >= LONGEST_NAME) return fail("too many weights");
  memcpy(weights[weight_count].name, name, length + 1);
  weights[weight_count++].tensor = args[1].as.pointer;
  retain(args[1].as.pointer);
  return 0;
}

/* Nothing when there is no such weight. */
Tensor *weight_named(const char *name) {
  for (int i = 0; i < weight_count; i++)
    if (same(name, length_of(name), weights[i].name)) return weights[i].tensor;
  return 0;
}

BODY(weights_clear) {
  UNUSED;
  while (weight_count) drop(weights[--weight_count].tensor);
  return 0;
}

BODY(weights_by_name) {
  UNUSED;
  Array *names = args[0].as.pointer;
  Any found[MOST_WEIGHTS];
  if (names->length > MOST_WEIGHTS) return fail("too many weights");
  for (u32 i = 0; i < names->length; i++) {
    Tensor *weight = weight_named(text_of(names->items + i));
    if (!weight) return fail("a weight is missing");
    give(found + i, TENSOR, weight);
  }
  give(result, MODULE, new_module(PARAMETERS, &new_array(found, names->length)->object));
  return 0;
}

BODY(no_such_weight) {
  UNUSED;
  return fail("this library keeps its weights by name");
}

const Entry WEIGHT_FUNCTIONS[] = {
    {"vm.builtin.param_module_from_cache", no_such_weight},
    {"vm.builtin.param_module_from_cache_by_name", weights_by_name},
    {"vm.builtin.tensor_cache.clear", weights_clear},
    {"vm.builtin.tensor_cache.get", no_such_weight},
    {"vm.builtin.tensor_cache.remove", no_such_weight},
    {"vm.builtin.tensor_cache.update", weights_add},
};
const u32 WEIGHT_FUNCTION_COUNT = COUNT(WEIGHT_FUNCTIONS);
