import type { Architecture } from '../domain.ts';
import { shapeText } from '../graph/shape.ts';
import { type ExportCall, callsOf, endingOf } from './calls.ts';
import { indent } from './python.ts';
import { renderCall } from './pytorchLayers.ts';
import { pythonPieces } from './pytorchModules.ts';

/**
 * A network as a PyTorch module in one Python file, which needs nothing but PyTorch. It returns logits: a final softmax
 * is left off, as in training, unless the layer that has it is used elsewhere too.
 *
 * @param name what the network is called in the file's first line, plain ASCII
 */
export function writePytorch(architecture: Architecture, name: string): string {
  const calls = callsOf(architecture);
  const ending = endingOf(calls);
  const body = calls
    .filter(({ inputs }) => inputs.length > 0)
    .map((call, index, all) =>
      ending === 'softmax' && index === all.length - 1 ? withoutSoftmax(call) : call,
    )
    .map((call) => ({ call, rendered: renderCall(call) }));
  const modules = new Map(
    body.flatMap(({ call, rendered }) =>
      rendered.module === undefined ? [] : [[call.identifier, rendered.module] as const],
    ),
  );
  const pieces = pythonPieces(new Set(body.flatMap(({ rendered }) => rendered.pieces)));
  const input = calls[0]?.shape ?? [];
  const made = [...modules].map(([identifier, text]) => `self.${identifier} = ${text}`);
  const lines = body.map(
    ({ call, rendered }) => `${call.variable} = ${rendered.expression}  # ${shapeText(call.shape)}`,
  );
  const output = body.at(-1)?.call.variable ?? 'inputs';
  const returns = ending === 'shared softmax' ? 'probabilities' : 'logits';

  return `"""${name} as a PyTorch module, written by NAS Playground.

Reads [batch, ${input.join(', ')}], channels last, as in the page; returns ${returns}, [batch, ${calls.at(-1)?.shape.join(', ') ?? ''}].
${architecture.params} parameters, the moving averages of batch normalisation included. Fresh weights are drawn from Glorot's
normal distribution; other initialisers and the regularisers of a candidate are left out, since a module has none.
"""

import json
import math
import struct

import torch
import torch.nn.functional as F
from torch import nn
${pieces === '' ? '' : `\n\n${pieces}\n`}

class Network(nn.Module):
    def __init__(self):
        super().__init__()
${indent(made.join('\n'), 8)}

    def forward(self, inputs):
${indent(lines.join('\n'), 8)}
        return ${output}


def count_params(model):
    return sum(tensor.numel() for tensor in model.state_dict().values())


def load_weights(model, path):
    """Reads a .safetensors file: the header's length, the header as JSON, the numbers."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    weights = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
        weights[name] = flat.reshape(entry["shape"]).clone()
    model.load_state_dict(weights)


if __name__ == "__main__":
    import sys

    network = Network().eval()
    if len(sys.argv) > 1:
        load_weights(network, sys.argv[1])
    print(count_params(network), "parameters")
    print(network(torch.zeros(1, ${input.join(', ')})))
`;
}

const withoutSoftmax = (call: ExportCall): ExportCall => ({
  ...call,
  layer: {
    ...call.layer,
    class_name: call.layer.class_name === 'Softmax' ? 'Activation' : call.layer.class_name,
    config: { ...call.layer.config, activation: 'linear' },
  },
});
