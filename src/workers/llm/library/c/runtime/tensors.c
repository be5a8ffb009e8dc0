/* Tensors on the CPU and on the GPU, and views of them. */
#include "abi.h"

static void destroy_tensor(Object *object) {
  Tensor *tensor = (Tensor *)object;
  if (tensor->owner)
    drop(tensor->owner);
  else if (tensor->device_type == WEBGPU)
    gpu_free((u32)tensor->data, tensor->room);
  else
    release(tensor->data);
}

static Tensor *describe_tensor(const i64 *dims, u32 rank, u8 code, u8 bits, i32 device) {
  Tensor *tensor = new_object(TENSOR, sizeof(Tensor), destroy_tensor);
  if (rank > COUNT(tensor->dims)) __builtin_trap();
  tensor->device_type = device;
  tensor->rank = (i32)rank;
  tensor->code = code;
  tensor->bits = bits;
  tensor->lanes = 1;
  tensor->shape = tensor->dims;
  u32 elements = 1;
  for (u32 i = 0; i < rank; i++) {
    tensor->dims[i] = dims[i];
    elements *= (u32)dims[i];
  }
  tensor->bytes = elements * bits / 8;
  return tensor;
}

Tensor *new_tensor(const i64 *dims, u32 rank, u8 code, u8 bits, i32 device) {
  Tensor *tensor = describe_tensor(dims, rank, code, bits, device);
  tensor->data = device == WEBGPU ? (void *)gpu_allocate(tensor->bytes, &tensor->room) : allocate(tensor->bytes);
  return tensor;
}

/* Floats on the GPU in a buffer of at least so many bytes. */
Tensor *new_roomy_tensor(const i64 *dims, u32 rank, u32 bytes) {
  Tensor *tensor = describe_tensor(dims, rank, DL_FLOAT, 32, WEBGPU);
  tensor->data = (void *)gpu_allocate(bytes, &tensor->room);
  return tensor;
}

Tensor *new_view(Tensor *base, const i64 *dims, u32 rank, u64 byte_offset) {
  Tensor *view = describe_tensor(dims, rank, base->code, base->bits, base->device_type);
  view->data = base->data;
  view->byte_offset = base->byte_offset + byte_offset;
  view->owner = &base->object;
  retain(base);
  return view;
}
