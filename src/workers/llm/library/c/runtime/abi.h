/*
 * The part of the tvm-ffi binary interface that the JavaScript runtime inside @mlc-ai/web-llm 0.2.86 relies on, for
 * 32-bit WebAssembly. Sizes and type indices below are what that runtime reads and writes; the rest is our own.
 */
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef int i32;
typedef long long i64;
typedef unsigned long long u64;

#define EXPORT(name) __attribute__((export_name(#name))) name
#define COUNT(table) (sizeof(table) / sizeof(*(table)))
#define BODY(name) static i32 name(Function *self, Any *args, i32 count, Any *result)
#define UNUSED (void)self, (void)args, (void)count, (void)result

/* Type indices of values. From FIRST_OBJECT upward a value points to a counted object. */
enum {
  NONE = 0,
  INT = 1,
  BOOL = 2,
  FLOAT = 3,
  POINTER = 4,
  DEVICE = 6,
  RAW_STRING = 8, /* zero-terminated, borrowed */
  BYTE_VIEW = 9,  /* a Bytes record, borrowed */
  FIRST_OBJECT = 64,
  STRING = 65,
  BYTES = 66,
  FUNCTION = 68,
  SHAPE = 69,
  TENSOR = 70,
  ARRAY = 71,
  MODULE = 73,
  KV_CACHE = 128 /* ours: the runtime only hands it back */
};

/* DLPack's codes of element types and devices. */
enum { DL_INT = 0, DL_UINT = 1, DL_FLOAT = 2, CPU = 1, WEBGPU = 15 };

/* A value of any type: 16 bytes. */
typedef struct {
  i32 type;
  u32 unused;
  union {
    i64 integer;
    double real;
    void *pointer;
    struct {
      i32 type, id;
    } device;
  } as;
} Any;

/* The 24 bytes at the head of every object. The runtime reads `type` at offset 8. */
typedef struct Object {
  i64 references;
  i32 type;
  i32 unused;
  void (*destroy)(struct Object *);
  i32 unused2;
} Object;

typedef struct {
  const char *data;
  u32 length;
} Bytes;

typedef struct {
  Object object;
  const char *data;
  u32 length;
} String;

typedef struct {
  Object object;
  i64 *dims;
  u32 length;
} Shape;

typedef struct {
  Object object;
  u32 length;
  Any *items;
} Array;

/* After the header comes a DLTensor, field by field; from `dims` on the fields are ours. */
typedef struct {
  Object object;
  void *data; /* an address on the CPU, a buffer's number on WebGPU */
  i32 device_type, device_id;
  i32 rank;
  u8 code, bits;
  u16 lanes;
  i64 *shape;
  i64 *strides;
  u32 unused;
  u64 byte_offset;
  i64 dims[4];
  Object *owner; /* the tensor whose data a view shares */
  u32 bytes;
  u32 room; /* bytes of the buffer behind it, which may be more */
} Tensor;

typedef struct Function Function;
/* Returns 0, or -1 after `fail`. `result` holds NONE when called. */
typedef i32 (*Body)(Function *self, Any *args, i32 count, Any *result);
struct Function {
  Object object;
  Body body;       /* absent for a function that lives in JavaScript */
  u32 js_index;    /* of a function that lives in JavaScript */
  Object *closure; /* what `body` was made with, if anything */
};

enum ModuleKind { SYSTEM_LIBRARY, MODEL_EXECUTABLE, PARAMETERS };
typedef struct {
  Object object;
  enum ModuleKind kind;
  Object *content; /* the array of weights, in a module of PARAMETERS */
} Module;

typedef struct {
  const char *name;
  Body body;
} Entry;

/* memory.c */
void *allocate(u32 bytes);
void release(void *block);
void *memcpy(void *to, const void *from, unsigned long bytes);
void *memset(void *to, int value, unsigned long bytes);
u32 length_of(const char *text);
int same(const char *text, u32 length, const char *name);

/* text.c */
typedef struct {
  char *data;
  u32 length, room;
} Text;
void add_text(Text *text, const char *more);
void add_number(Text *text, u32 number);

/* objects.c */
extern char last_error[512];
i32 fail(const char *message);
void *new_object(i32 type, u32 bytes, void (*destroy)(Object *));
void retain(void *object);
void drop(void *object);
void own(const Any *view, Any *owned);
void give(Any *result, i32 type, void *object);
void give_number(Any *result, i64 number);
const char *text_of(const Any *value);
String *new_string(i32 type, const char *data, u32 length);
Shape *new_shape(const Any *dims, u32 length);
Array *new_array(const Any *items, u32 length);
Function *new_function(Body body, u32 js_index, Object *closure);
Module *new_module(enum ModuleKind kind, Object *content);
i32 call(Function *function, Any *args, i32 count, Any *result);

/* tensors.c */
Tensor *new_tensor(const i64 *dims, u32 rank, u8 code, u8 bits, i32 device);
Tensor *new_roomy_tensor(const i64 *dims, u32 rank, u32 bytes);
Tensor *new_view(Tensor *base, const i64 *dims, u32 rank, u64 byte_offset);

/* globals.c */
Function *global_function(const char *name, u32 length);
void set_global(const char *name, u32 length, Function *function);
void register_builtins(void);

/* builtins.c, weights.c: functions the runtime looks up by name */
extern const Entry BUILTINS[], WEIGHT_FUNCTIONS[];
extern const u32 BUILTIN_COUNT, WEIGHT_FUNCTION_COUNT;
Tensor *weight_named(const char *name);

/* device.c */
u32 gpu_allocate(u32 bytes, u32 *room);
void gpu_free(u32 buffer, u32 room);
i32 copy_tensor(const Tensor *from, const Tensor *to);

/* What a model supplies. */
extern const Entry MODEL_FUNCTIONS[], STATE_FUNCTIONS[];
extern const u32 MODEL_FUNCTION_COUNT, STATE_FUNCTION_COUNT;
