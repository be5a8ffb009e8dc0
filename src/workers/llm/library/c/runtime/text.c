/* Text that grows. */
#include "abi.h"

void add_text(Text *text, const char *more) {
  u32 length = length_of(more), needed = text->length + length + 1;
  if (needed > text->room) {
    text->room = 2 * needed;
    char *data = allocate(text->room);
    if (text->data) memcpy(data, text->data, text->length);
    release(text->data);
    text->data = data;
  }
  memcpy(text->data + text->length, more, length + 1);
  text->length += length;
}

void add_number(Text *text, u32 number) {
  char digits[11];
  u32 at = sizeof digits - 1;
  digits[at] = 0;
  do digits[--at] = (char)('0' + number % 10);
  while (number /= 10);
  add_text(text, digits + at);
}
