/* The GPU, reached through the functions that the runtime registers as `wasm.WebGPUDeviceAPI`. */
#include "abi.h"

enum { ALLOCATE, FREE, TO_GPU, FROM_GPU, WITHIN_GPU };
static const char *const NAMES[] = {"deviceAllocDataSpace", "deviceFreeDataSpace", "deviceCopyToGPU",
                                    "deviceCopyFromGPU", "deviceCopyWithinGPU"};
static Function *functions[COUNT(NAMES)];

static Function *device_function(u32 which) {
  if (!functions[which]) {
    static const char api[] = "wasm.WebGPUDeviceAPI";
    Function *lookup = global_function(api, sizeof api - 1);
    Any name, found;
    give(&name, RAW_STRING, (void *)NAMES[which]);
    if (!lookup || call(lookup, &name, 1, &found)) __builtin_trap();
    functions[which] = found.as.pointer;
  }
  return functions[which];
}

static double device_call(u32 which, const i64 *numbers, i32 count) {
  Any args[5], result;
  for (i32 i = 0; i < count; i++) give_number(args + i, numbers[i]);
  if (call(device_function(which), args, count, &result)) __builtin_trap();
  /* JavaScript numbers arrive as floats. */
  return result.type == FLOAT ? result.as.real : (double)result.as.integer;
}

/* --- A pool of buffers: the runtime's freeing sends off all pending commands and destroys the buffer ---------- */

enum { MOST_SPARE = 256 };
static struct {
  u32 buffer, room;
} spare[MOST_SPARE];
static u32 spare_count;

/* Sizes come in four steps to a power of two, so that a freed buffer soon fits again and little is wasted. */
static u32 roomy(u32 bytes) {
  u32 step = 64;
  while (step * 8 < bytes) step *= 2;
  return (bytes + step - 1) / step * step;
}

/* @param room receives the bytes that the buffer holds */
u32 gpu_allocate(u32 bytes, u32 *room) {
  *room = roomy(bytes ? bytes : 1);
  for (u32 i = spare_count; i-- > 0;)
    if (spare[i].room == *room) {
      u32 buffer = spare[i].buffer;
      spare[i] = spare[--spare_count];
      return buffer;
    }
  return (u32)device_call(ALLOCATE, (i64[]){*room}, 1);
}

void gpu_free(u32 buffer, u32 room) {
  if (spare_count == MOST_SPARE) {
    device_call(FREE, (i64[]){buffer}, 1);
    return;
  }
  spare[spare_count].buffer = buffer;
  spare[spare_count++].room = room;
}

/* Copies as many bytes as both tensors hold. A copy off the GPU is done only after the runtime's next sync. */
i32 copy_tensor(const Tensor *from, const Tensor *to) {
  i64 bytes = from->bytes < to->bytes ? from->bytes : to->bytes;
  i64 source = (u32)from->data, source_offset = (i64)from->byte_offset;
  i64 target = (u32)to->data, target_offset = (i64)to->byte_offset;
  int from_gpu = from->device_type == WEBGPU, to_gpu = to->device_type == WEBGPU;
  if (from_gpu && to_gpu)
    device_call(WITHIN_GPU, (i64[]){source, source_offset, target, target_offset, bytes}, 5);
  else if (from_gpu)
    device_call(FROM_GPU, (i64[]){source, source_offset, target + target_offset, bytes}, 4);
  else if (to_gpu)
    device_call(TO_GPU, (i64[]){source + source_offset, target, target_offset, bytes}, 4);
  else
    memcpy((u8 *)to->data + target_offset, (u8 *)from->data + source_offset, (unsigned long)bytes);
  return 0;
}
