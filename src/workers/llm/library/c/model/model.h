/* A decoder-only transformer: what its parts know of each other. */
#pragma once
#include "abi.h"
#include "kernels.h" /* made by build.mjs from the WGSL: enum Kernel, KERNEL_COUNT, KERNELS, KERNEL_MAP */

/* Of these the heads' width and the rotation's base are one matter with the weights' shapes: the kernels for many
 * tokens are written out for heads of this width. A chunk is the most prompt tokens taken at once. */
enum { HEAD = 32, CHUNK = 256 };

/* Read off the weights' shapes, but for the context, which the runtime asks for. */
typedef struct {
  u32 vocabulary, width, hidden, layers, context;
} Sizes;
extern Sizes sizes;

/* sizes.c */
enum Part { NORM1, QKV, OUT, NORM2, GATE_UP, DOWN, PARTS };
i32 read_sizes(void);
char *metadata(void);
/* Where a weight is in the array of all. */
enum { EMBEDDING = 0 };
u32 layer_weight(u32 layer, enum Part part);
u32 last_norm(void);

/* kernels.c */
char *kernel_source(enum Kernel kernel);
int kernel_named(const char *name);
void set_kernel(enum Kernel kernel, Function *function);
i32 launch(enum Kernel kernel, Tensor *const *tensors, const i64 *numbers, u32 threads);
Tensor *new_floats(const i64 *dims, u32 rank);

/* cache.c */
typedef struct {
  Object object;
  u32 length;  /* tokens in it */
  u32 pending; /* tokens of the forward pass under way, which come after them */
  Tensor *keys, *values, *turns;
} Cache;
Cache *new_cache(void);
u32 key_stride(void);

/* transformer.c */
i32 embed(Tensor *ids, Array *weights, Tensor **states);
i32 forward(Tensor *states, Cache *cache, Array *weights, Tensor **logits);
