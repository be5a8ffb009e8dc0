import type { Architecture } from '../domain.ts';
import { shapeText } from '../graph/shape.ts';
import { type ExportCall, callsOf } from './calls.ts';
import { kerasLayer } from './kerasLayers.ts';
import { indent, literal } from './python.ts';

const HARD_SIGMOID = `@keras.saving.register_keras_serializable("nas_playground")
def hard_sigmoid(x):
    """As in TF.js: 0.2 x + 0.5 between 0 and 1. That of Keras 3 has a slope of 1/6."""
    return keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)`;

const UPSAMPLING = `@keras.saving.register_keras_serializable("nas_playground")
class UpSampleTowardsNext(keras.layers.Layer):
    """Bilinear as in TF.js, which does not centre its pixels as Keras 3 does."""

    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = tuple(size)

    def call(self, x):
        for axis, factor in enumerate(self.size, 1):
            length = x.shape[axis]
            place = np.arange(length * factor) / factor
            low = np.floor(place).astype("int32")
            part = (place - low).reshape([-1 if i == axis else 1 for i in range(4)]).astype("float32")
            high = np.minimum(low + 1, length - 1)
            x = keras.ops.take(x, low, axis=axis) * (1 - part) + keras.ops.take(x, high, axis=axis) * part
        return x

    def get_config(self):
        return {**super().get_config(), "size": self.size}`;

/**
 * A network as a Python file for Keras 3, functional style, every layer under its own name and with its settings,
 * initialisers and regularisers. It returns what the candidate returns, a final softmax included.
 *
 * @param name what the network is called in the file's first line, plain ASCII
 */
export function writeKeras(architecture: Architecture, name: string): string {
  const calls = callsOf(architecture);
  const lines = calls.flatMap(linesOf);
  const text = lines.join('\n');
  const helpers = [
    ...(text.includes('=hard_sigmoid') || text.includes('(hard_sigmoid') ? [HARD_SIGMOID] : []),
    ...(text.includes('UpSampleTowardsNext') ? [UPSAMPLING] : []),
  ];
  return `"""${name} as a Keras 3 model, written by NAS Playground.

Reads [batch, ${calls[0]?.shape.join(', ') ?? ''}]; returns [batch, ${calls.at(-1)?.shape.join(', ') ?? ''}]. ${architecture.params} parameters.
"""

import json
import struct

import keras
import numpy as np
${helpers.map((helper) => `\n\n${helper}\n`).join('')}

def build_model():
${indent(text, 4)}
    return keras.Model(inputs, ${calls.at(-1)?.variable ?? 'x'})


def load_weights(model, path):
    """Reads a .safetensors file: the header's length, the header as JSON, the numbers. Keras' order within each layer."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    weights = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
        weights.setdefault(name.split(".")[0], []).append(values)
    for layer, values in weights.items():
        model.get_layer(layer).set_weights(values)


if __name__ == "__main__":
    import sys

    model = build_model()
    if len(sys.argv) > 1:
        load_weights(model, sys.argv[1])
    model.summary()
`;
}

/** A layer that is called more than once is made before its first call. */
function linesOf(call: ExportCall, index: number, calls: readonly ExportCall[]): readonly string[] {
  const { layer, identifier, inputs, shape, variable } = call;
  if (inputs.length === 0)
    return [`${variable} = keras.Input(shape=${literal(shape)}, name=${literal(identifier)})`];
  const made = kerasLayer(layer.class_name, layer.config, identifier);
  const read = inputs.map((input) => input.variable).join(', ');
  const argument = inputs.length > 1 ? `[${read}]` : read;
  const comment = `  # ${shapeText(shape)}`;
  if (call.uses === 1) return [`${variable} = ${made}(${argument})${comment}`];
  const isFirst = calls.findIndex((each) => each.identifier === identifier) === index;
  return [
    ...(isFirst ? [`${identifier}_shared = ${made}`] : []),
    `${variable} = ${identifier}_shared(${argument})${comment}`,
  ];
}
