/* The kernels: their sources with the model's sizes in them, and their launch. */
#include "model.h"

static Function *functions[KERNEL_COUNT];

static void add_constant(Text *source, const char *name, u32 value) {
  add_text(source, "const ");
  add_text(source, name);
  add_text(source, " = ");
  add_number(source, value);
  add_text(source, "u;\n");
}

/* A kernel's WGSL, to be released. Sizes are constants in it, so that its arrays have fixed lengths: that spares a
 * check at every access. */
char *kernel_source(enum Kernel kernel) {
  Text source = {0};
  u32 places = 2;
  while (places < sizes.vocabulary) places *= 2;
  add_constant(&source, "VOCABULARY", sizes.vocabulary);
  add_constant(&source, "PLACES", places);
  add_constant(&source, "WIDTH", sizes.width);
  add_constant(&source, "HEAD", HEAD);
  add_constant(&source, "HEADS", sizes.width / HEAD);
  add_constant(&source, "HIDDEN", sizes.hidden);
  add_constant(&source, "LAYERS", sizes.layers);
  add_constant(&source, "CONTEXT", sizes.context);
  add_constant(&source, "STRIDE", key_stride());
  add_text(&source, "const EPSILON = 1e-5;\n");
  add_text(&source, KERNELS[kernel].source);
  return source.data;
}

int kernel_named(const char *name) {
  for (int i = 0; i < KERNEL_COUNT; i++)
    if (same(name, length_of(name), KERNELS[i].name)) return i;
  return -1;
}

void set_kernel(enum Kernel kernel, Function *function) {
  retain(function);
  functions[kernel] = function;
}

/* A kernel takes its buffers, then its integers, then the number of workgroups. */
i32 launch(enum Kernel kernel, Tensor *const *tensors, const i64 *numbers, u32 threads) {
  if (!functions[kernel]) return fail("a kernel was not loaded");
  Any args[16], result;
  u32 n = 0;
  for (u32 i = 0; i < KERNELS[kernel].buffers; i++) give(args + n++, POINTER, tensors[i]->data);
  for (u32 i = 0; i < KERNELS[kernel].numbers; i++) give_number(args + n++, numbers[i]);
  give_number(args + n++, (threads + KERNELS[kernel].threads - 1) / KERNELS[kernel].threads);
  return call(functions[kernel], args, (i32)n, &result);
}

Tensor *new_floats(const i64 *dims, u32 rank) { return new_tensor(dims, rank, DL_FLOAT, 32, WEBGPU); }
