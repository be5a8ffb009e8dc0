/* A heap of power-of-two blocks with one free list per size, and the few C library functions clang may call. */
#include "abi.h"

extern u8 __heap_base;

enum { HEADER = 16, SMALLEST = 5, SIZES = 32, PAGE = 65536 };
static u32 heap_end;
static void *free_blocks[SIZES];

/* A block's header: its size class, then the next free block while it is free. */
static u32 *size_class(u8 *block) { return (u32 *)block; }
static void **next_free(u8 *block) { return (void **)(block + 8); }

static u8 *extend_heap(u32 bytes) {
  if (!heap_end) heap_end = ((u32)&__heap_base + 15) & ~15u;
  u8 *block = (u8 *)heap_end;
  heap_end += bytes;
  u32 have = __builtin_wasm_memory_size(0) * PAGE;
  if (heap_end > have) {
    u32 pages = (heap_end - have + PAGE - 1) / PAGE;
    if (__builtin_wasm_memory_grow(0, pages) == (unsigned long)-1) __builtin_trap();
  }
  return block;
}

void *allocate(u32 bytes) {
  u32 size = SMALLEST;
  while ((1u << size) < bytes + HEADER) size++;
  u8 *block = free_blocks[size];
  if (block)
    free_blocks[size] = *next_free(block);
  else
    block = extend_heap(1u << size);
  *size_class(block) = size;
  return block + HEADER;
}

void release(void *pointer) {
  if (!pointer) return;
  u8 *block = (u8 *)pointer - HEADER;
  u32 size = *size_class(block);
  *next_free(block) = free_blocks[size];
  free_blocks[size] = block;
}

void *memcpy(void *to, const void *from, unsigned long bytes) {
  u8 *target = to;
  const u8 *source = from;
  while (bytes--) *target++ = *source++;
  return to;
}

void *memset(void *to, int value, unsigned long bytes) {
  u8 *target = to;
  while (bytes--) *target++ = (u8)value;
  return to;
}

u32 length_of(const char *text) {
  u32 length = 0;
  while (text[length]) length++;
  return length;
}

/* Whether `text`, of this length and not terminated, is `name`. */
int same(const char *text, u32 length, const char *name) {
  for (u32 i = 0; i < length; i++)
    if (text[i] != name[i]) return 0;
  return name[length] == 0;
}
