/* Shapes, arrays, tensors and modules, as the runtime asks for them. */
#include "abi.h"

/* For what the runtime wants to find and never calls for a model like ours. */
BODY(do_nothing) {
  UNUSED;
  return 0;
}

BODY(shape_of) {
  UNUSED;
  give(result, SHAPE, new_shape(args, (u32)count));
  return 0;
}

BODY(array_of) {
  UNUSED;
  give(result, ARRAY, new_array(args, (u32)count));
  return 0;
}

BODY(array_size) {
  UNUSED;
  give(result, INT, 0);
  result->as.integer = ((Array *)args[0].as.pointer)->length;
  return 0;
}

BODY(array_item) {
  UNUSED;
  Array *array = args[0].as.pointer;
  u64 index = (u64)args[1].as.integer;
  if (index >= array->length) return fail("no such item in the array");
  own(array->items + index, result);
  return 0;
}

/* "float32" -> (DL_FLOAT, 32) */
static void parse_dtype(const char *text, u8 *code, u8 *bits) {
  *code = text[0] == 'f' ? DL_FLOAT : text[0] == 'u' ? DL_UINT : DL_INT;
  u32 number = 0;
  for (; *text; text++)
    if (*text >= '0' && *text <= '9') number = number * 10 + (u32)(*text - '0');
  *bits = (u8)number;
}

BODY(tensor_empty) {
  UNUSED;
  Shape *shape = args[0].as.pointer;
  u8 code, bits;
  parse_dtype(text_of(args + 1), &code, &bits);
  give(result, TENSOR, new_tensor(shape->dims, shape->length, code, bits, args[2].as.device.type));
  return 0;
}

BODY(tensor_view) {
  UNUSED;
  Shape *shape = args[1].as.pointer;
  give(result, TENSOR, new_view(args[0].as.pointer, shape->dims, shape->length, (u64)args[3].as.integer));
  return 0;
}

BODY(tensor_copy) {
  UNUSED;
  return copy_tensor(args[0].as.pointer, args[1].as.pointer);
}

BODY(tensor_from_bytes) {
  UNUSED;
  Tensor *tensor = args[0].as.pointer;
  int borrowed = args[1].type == BYTE_VIEW;
  const char *data = borrowed ? ((Bytes *)args[1].as.pointer)->data : ((String *)args[1].as.pointer)->data;
  u32 length = borrowed ? ((Bytes *)args[1].as.pointer)->length : ((String *)args[1].as.pointer)->length;
  if (length > tensor->bytes) return fail("more bytes than the tensor holds");
  memcpy((u8 *)tensor->data + tensor->byte_offset, data, length);
  return 0;
}

BODY(tensor_to_bytes) {
  UNUSED;
  Tensor *tensor = args[0].as.pointer;
  const char *data = (const char *)tensor->data + tensor->byte_offset;
  give(result, BYTES, new_string(BYTES, data, tensor->bytes));
  return 0;
}

/* --- Modules ------------------------------------------------------------------------------------------------ */

BODY(return_closure) {
  UNUSED;
  retain(self->closure);
  give(result, ARRAY, self->closure);
  return 0;
}

BODY(system_library) {
  UNUSED;
  give(result, MODULE, new_module(SYSTEM_LIBRARY, 0));
  return 0;
}

BODY(load_executable) {
  UNUSED;
  give(result, MODULE, new_module(MODEL_EXECUTABLE, 0));
  return 0;
}

static Body model_function(const char *name) {
  for (u32 i = 0; i < MODEL_FUNCTION_COUNT; i++)
    if (same(name, length_of(name), MODEL_FUNCTIONS[i].name)) return MODEL_FUNCTIONS[i].body;
  return 0;
}

/* Leaves NONE when the module has no such function: the runtime then says which one it misses. */
BODY(module_function) {
  UNUSED;
  Module *module = args[0].as.pointer;
  const char *name = text_of(args + 1);
  if (module->kind == PARAMETERS) {
    if (same("get_params", 10, name)) give(result, FUNCTION, new_function(return_closure, 0, module->content));
    return 0;
  }
  Body body = same("vm_load_executable", 18, name) ? load_executable : model_function(name);
  if (body) give(result, FUNCTION, new_function(body, 0, 0));
  return 0;
}

const Entry BUILTINS[] = {
    {"ffi.Array", array_of},
    {"ffi.ArrayGetItem", array_item},
    {"ffi.ArraySize", array_size},
    {"ffi.FunctionListGlobalNamesFunctor", do_nothing},
    {"ffi.ModuleGetFunction", module_function},
    {"ffi.ModuleImportModule", do_nothing},
    {"ffi.Shape", shape_of},
    {"ffi.SystemLib", system_library},
    {"runtime.TVMTensorAllocWithScope", tensor_empty},
    {"runtime.TVMTensorCopyFromTo", tensor_copy},
    {"runtime.TVMTensorCreateView", tensor_view},
    {"tvmjs.array.decode_storage", tensor_from_bytes},
    {"tvmjs.runtime.ArrayConcat", do_nothing},
    {"tvmjs.runtime.ConcatEmbeddings", do_nothing},
    {"tvmjs.runtime.TensorCopyFromBytes", tensor_from_bytes},
    {"tvmjs.runtime.TensorCopyToBytes", tensor_to_bytes},
    {"vm.builtin.apply_presence_and_frequency_penalty", do_nothing},
    {"vm.builtin.apply_repetition_penalty", do_nothing},
    {"vm.builtin.apply_softmax_with_temperature", do_nothing},
    {"vm.builtin.sample_top_p_from_logits", do_nothing},
    {"vm.builtin.sample_top_p_from_prob", do_nothing},
};
const u32 BUILTIN_COUNT = COUNT(BUILTINS);
