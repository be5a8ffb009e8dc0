/* The sizes of the model, which are those of its weights: the library serves any. */
#include "model.h"

Sizes sizes;

static const char *const PART_NAMES[] = {"norm1", "qkv", "out", "norm2", "gate_up", "down"};

static void name_weight(Text *name, u32 layer, enum Part part) {
  add_text(name, "layers.");
  add_number(name, layer);
  add_text(name, ".");
  add_text(name, PART_NAMES[part]);
  add_text(name, ".weight");
}

static Tensor *weight_of(u32 layer, enum Part part) {
  Text name = {0};
  name_weight(&name, layer, part);
  Tensor *weight = weight_named(name.data);
  release(name.data);
  return weight;
}

u32 layer_weight(u32 layer, enum Part part) { return 1 + layer * PARTS + part; }
u32 last_norm(void) { return 1 + sizes.layers * PARTS; }

static int is_vector(const Tensor *weight, u32 length) {
  return weight && weight->rank == 1 && weight->dims[0] == length && weight->code == DL_FLOAT && weight->bits == 32;
}
static int is_matrix(const Tensor *weight, u32 rows, u32 columns) {
  return weight && weight->rank == 2 && weight->dims[0] == rows && weight->dims[1] == columns &&
         weight->code == DL_FLOAT && weight->bits == 32;
}

static int layer_fits(u32 layer) {
  u32 width = sizes.width, hidden = sizes.hidden;
  return is_vector(weight_of(layer, NORM1), width) && is_matrix(weight_of(layer, QKV), 3 * width, width) &&
         is_matrix(weight_of(layer, OUT), width, width) && is_vector(weight_of(layer, NORM2), width) &&
         is_matrix(weight_of(layer, GATE_UP), 2 * hidden, width) && is_matrix(weight_of(layer, DOWN), width, hidden);
}

i32 read_sizes(void) {
  Tensor *embedding = weight_named("embed.weight"), *down = weight_of(0, DOWN);
  if (!embedding || !down || embedding->rank != 2 || down->rank != 2)
    return fail("the weights are not those of this library's model: embed.weight or layers.0.down.weight is missing");
  sizes.vocabulary = (u32)embedding->dims[0];
  sizes.width = (u32)embedding->dims[1];
  sizes.hidden = (u32)down->dims[1];
  sizes.layers = 0;
  while (weight_of(sizes.layers, DOWN)) sizes.layers++;
  if (sizes.width % HEAD || sizes.hidden % 4 || sizes.vocabulary % 4)
    return fail("the width must be a multiple of 32; the hidden width and the vocabulary must be multiples of 4");
  if (!is_matrix(embedding, sizes.vocabulary, sizes.width) || !is_vector(weight_named("norm.weight"), sizes.width))
    return fail("embed.weight and norm.weight must be of one width, in float32");
  for (u32 layer = 0; layer < sizes.layers; layer++)
    if (!layer_fits(layer)) return fail("a layer's weights are missing or do not fit each other");
  return 0;
}

static void add_parameter(Text *json, const char *name) {
  Tensor *weight = weight_named(name);
  add_text(json, "{\"name\":\"");
  add_text(json, name);
  add_text(json, "\",\"shape\":[");
  for (i32 i = 0; i < weight->rank; i++) {
    if (i) add_text(json, ",");
    add_number(json, (u32)weight->dims[i]);
  }
  add_text(json, "],\"dtype\":\"float32\"}");
}

/* What the runtime asks about the model before anything else, as JSON, to be released; the order of parameters is that
 * of the array which it then hands to every function. */
char *metadata(void) {
  Text json = {0};
  add_text(&json, "{\"model_type\":\"nas-coder\",\"quantization\":\"q0f32\",\"kv_state_kind\":\"kv_cache\",");
  add_text(&json, "\"prefill_chunk_size\":");
  add_number(&json, CHUNK);
  add_text(&json, ",\"params\":[");
  add_parameter(&json, "embed.weight");
  for (u32 layer = 0; layer < sizes.layers; layer++)
    for (u32 part = 0; part < PARTS; part++) {
      Text name = {0};
      name_weight(&name, layer, part);
      add_text(&json, ",");
      add_parameter(&json, name.data);
      release(name.data);
    }
  add_text(&json, ",");
  add_parameter(&json, "norm.weight");
  add_text(&json, "]}");
  return json.data;
}
