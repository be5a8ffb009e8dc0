/* The functions that the runtime calls by their export names. */
#include "abi.h"

void EXPORT(_initialize)(void) { register_builtins(); }
void *EXPORT(TVMWasmAllocSpace)(u32 bytes) { return allocate(bytes); }
void EXPORT(TVMWasmFreeSpace)(void *block) { release(block); }
const char *EXPORT(TVMFFIWasmGetLastError)(void) { return last_error; }
void EXPORT(TVMFFIErrorSetRaisedFromCStr)(const char *kind, const char *message) {
  (void)kind;
  fail(message);
}

i32 EXPORT(TVMFFIFunctionGetGlobal)(const Bytes *name, void **found) {
  register_builtins();
  Function *function = global_function(name->data, name->length);
  if (function) retain(function);
  *found = function;
  return 0;
}

i32 EXPORT(TVMFFIFunctionSetGlobal)(const Bytes *name, Function *function, i32 override) {
  (void)override;
  register_builtins();
  set_global(name->data, name->length, function);
  return 0;
}

i32 EXPORT(TVMFFIFunctionCall)(Function *function, Any *args, i32 count, Any *result) {
  return call(function, args, count, result);
}

i32 EXPORT(TVMFFIWasmFunctionCreate)(u32 js_index, void **made) {
  *made = new_function(0, js_index, 0);
  return 0;
}

i32 EXPORT(TVMFFIObjectIncRef)(void *object) {
  retain(object);
  return 0;
}

i32 EXPORT(TVMFFIObjectDecRef)(void *object) {
  drop(object);
  return 0;
}

i32 EXPORT(TVMFFIAnyViewToOwnedAny)(const Any *view, Any *owned) {
  own(view, owned);
  return 0;
}

i32 EXPORT(TVMFFITypeKeyToIndex)(const Bytes *key, i32 *index) {
  if (same(key->data, key->length, "ffi.Array"))
    *index = ARRAY;
  else if (same(key->data, key->length, "ffi.Module"))
    *index = MODULE;
  else
    return fail("this library knows no such type");
  return 0;
}

/* Asked only for error messages and for values of type dtype, which this library never returns. */
void *EXPORT(TVMFFIGetTypeInfo)(i32 type) {
  (void)type;
  return 0;
}
i32 EXPORT(TVMFFIDataTypeToString)(void *dtype, void *text) {
  (void)dtype, (void)text;
  return fail("this library holds no dtype values");
}
