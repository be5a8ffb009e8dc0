/* Counted objects but for tensors: making, sharing and freeing them. */
#include "abi.h"

__attribute__((import_module("env"), import_name("TVMFFIWasmSafeCall"))) extern i32 call_js(u32, Any *, i32, Any *);
__attribute__((import_module("env"), import_name("TVMFFIWasmFunctionDeleter"))) extern void delete_js(u32);

char last_error[512];

i32 fail(const char *message) {
  u32 length = length_of(message);
  if (length >= sizeof last_error) length = sizeof last_error - 1;
  memcpy(last_error, message, length);
  last_error[length] = 0;
  return -1;
}

void *new_object(i32 type, u32 bytes, void (*destroy)(Object *)) {
  Object *object = allocate(bytes);
  memset(object, 0, bytes);
  object->references = 1;
  object->type = type;
  object->destroy = destroy;
  return object;
}

void retain(void *object) { ((Object *)object)->references++; }

void drop(void *pointer) {
  Object *object = pointer;
  if (!object || --object->references > 0) return;
  if (object->destroy) object->destroy(object);
  release(object);
}

/* Turns a borrowed value into one of our own: text is copied, objects are counted. */
void own(const Any *view, Any *owned) {
  Any value = *view;
  if (value.type == RAW_STRING) {
    const char *text = value.as.pointer;
    give(owned, STRING, new_string(STRING, text, length_of(text)));
  } else if (value.type == BYTE_VIEW) {
    const Bytes *bytes = value.as.pointer;
    give(owned, BYTES, new_string(BYTES, bytes->data, bytes->length));
  } else {
    if (value.type >= FIRST_OBJECT) retain(value.as.pointer);
    *owned = value;
  }
}

/* Hands an object over to the caller, who becomes the owner of our reference. */
void give(Any *result, i32 type, void *object) {
  result->type = type;
  result->unused = 0;
  result->as.integer = 0;
  result->as.pointer = object;
}

void give_number(Any *result, i64 number) {
  give(result, INT, 0);
  result->as.integer = number;
}

const char *text_of(const Any *value) {
  return value->type == RAW_STRING ? value->as.pointer : ((String *)value->as.pointer)->data;
}

static void destroy_string(Object *object) { release((void *)((String *)object)->data); }
String *new_string(i32 type, const char *data, u32 length) {
  String *string = new_object(type, sizeof(String), destroy_string);
  char *copy = allocate(length + 1);
  memcpy(copy, data, length);
  copy[length] = 0;
  string->data = copy;
  string->length = length;
  return string;
}

static void destroy_shape(Object *object) { release(((Shape *)object)->dims); }
Shape *new_shape(const Any *dims, u32 length) {
  Shape *shape = new_object(SHAPE, sizeof(Shape), destroy_shape);
  shape->length = length;
  shape->dims = allocate(sizeof(i64) * length);
  for (u32 i = 0; i < length; i++) shape->dims[i] = dims[i].as.integer;
  return shape;
}

static void destroy_array(Object *object) {
  Array *array = (Array *)object;
  for (u32 i = 0; i < array->length; i++)
    if (array->items[i].type >= FIRST_OBJECT) drop(array->items[i].as.pointer);
  release(array->items);
}
Array *new_array(const Any *items, u32 length) {
  Array *array = new_object(ARRAY, sizeof(Array), destroy_array);
  array->length = length;
  array->items = allocate(sizeof(Any) * length);
  for (u32 i = 0; i < length; i++) own(items + i, array->items + i);
  return array;
}

static void destroy_function(Object *object) {
  Function *function = (Function *)object;
  if (!function->body) delete_js(function->js_index);
  drop(function->closure);
}
Function *new_function(Body body, u32 js_index, Object *closure) {
  Function *function = new_object(FUNCTION, sizeof(Function), destroy_function);
  function->body = body;
  function->js_index = js_index;
  function->closure = closure;
  if (closure) retain(closure);
  return function;
}

i32 call(Function *function, Any *args, i32 count, Any *result) {
  give(result, NONE, 0);
  return function->body ? function->body(function, args, count, result)
                        : call_js(function->js_index, args, count, result);
}

static void destroy_module(Object *object) { drop(((Module *)object)->content); }
Module *new_module(enum ModuleKind kind, Object *content) {
  Module *module = new_object(MODULE, sizeof(Module), destroy_module);
  module->kind = kind;
  module->content = content;
  return module;
}
