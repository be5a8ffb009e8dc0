/* The table of global functions, in which the runtime and this library find each other's. */
#include "abi.h"

enum { MOST_GLOBALS = 160, LONGEST_NAME = 72 };

static struct {
  char name[LONGEST_NAME];
  Function *function;
} globals[MOST_GLOBALS];
static int global_count;

Function *global_function(const char *name, u32 length) {
  for (int i = 0; i < global_count; i++)
    if (same(name, length, globals[i].name)) return globals[i].function;
  return 0;
}

void set_global(const char *name, u32 length, Function *function) {
  retain(function);
  for (int i = 0; i < global_count; i++)
    if (same(name, length, globals[i].name)) {
      drop(globals[i].function);
      globals[i].function = function;
      return;
    }
  if (global_count == MOST_GLOBALS || length >= LONGEST_NAME) __builtin_trap();
  memcpy(globals[global_count].name, name, length);
  globals[global_count].name[length] = 0;
  globals[global_count++].function = function;
}

static void register_all(const Entry *entries, u32 count) {
  for (u32 i = 0; i < count; i++) {
    Function *function = new_function(entries[i].body, 0, 0);
    set_global(entries[i].name, length_of(entries[i].name), function);
    drop(function);
  }
}

void register_builtins(void) {
  if (global_count) return;
  register_all(BUILTINS, BUILTIN_COUNT);
  register_all(WEIGHT_FUNCTIONS, WEIGHT_FUNCTION_COUNT);
  register_all(STATE_FUNCTIONS, STATE_FUNCTION_COUNT);
}
