/** PyTorch itself runs what is written, and must come to what TF.js comes to. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAYERS } from '../graph/layers/index.ts';
import { exportCases } from '../testing/exportCases.ts';
import { EXAMPLES, type ExportedNetwork, exportNetwork } from '../testing/exportNetwork.ts';
import { writePytorch } from './pytorch.ts';
import { writeSafetensors } from './safetensors.ts';

const PYTHON = process.platform === 'linux' ? '/usr/bin/python3' : 'python3';
const MINUTES = 60_000;

/** Reads lines `module weights x shape`; answers each with a line of JSON. */
const DRIVER = `
import importlib.util, json, sys, torch
torch.set_num_threads(1)
# Debian's oneDNN 2.6 writes past its own memory on some processors.
torch.backends.mkldnn.enabled = False
for line in sys.stdin:
    module, weights, x, shape = json.loads(line)
    spec = importlib.util.spec_from_file_location("exported", module)
    exported = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(exported)
    network = exported.Network()
    before = exported.count_params(network)
    exported.load_weights(network, weights)
    data = torch.frombuffer(bytearray(open(x, "rb").read()), dtype=torch.float32).reshape(shape)
    network.train()(data).sum().backward()
    exported.load_weights(network, weights)
    network.eval()
    with torch.no_grad():
        print(json.dumps({"params": before, "output": network(data).tolist()}))
`;

const python = spawnSync(PYTHON, ['-c', 'import torch']);
const missing = python.status === 0 ? undefined : `${PYTHON} with PyTorch is not on this machine`;

const cases = exportCases();

interface Answer {
  readonly params: number;
  readonly output: readonly (readonly number[])[];
}

function softmax(row: readonly number[]): readonly number[] {
  const powers = row.map(Math.exp);
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map((each) => each / sum);
}

describe('an exported PyTorch module', () => {
  const networks = new Map<string, ExportedNetwork>();
  const answers = new Map<string, Answer>();
  let folder = '';

  beforeAll(async () => {
    if (missing !== undefined) return;
    await tf.setBackend('cpu');
    folder = mkdtempSync(join(tmpdir(), 'exports-'));
    const lines: string[] = [];
    for (const [i, each] of cases.entries()) {
      const network = await exportNetwork(each);
      const { architecture, weights, x } = network;
      networks.set(each.name, network);
      const paths = ['py', 'safetensors', 'bin'].map((ending) => join(folder, `network_${i}.${ending}`));
      const [module = '', tensors = '', examples = ''] = paths;
      writeFileSync(module, writePytorch(architecture, each.name));
      writeFileSync(tensors, writeSafetensors(architecture.topology, weights));
      writeFileSync(examples, x);
      lines.push(JSON.stringify([...paths, [EXAMPLES, ...each.task.inputShape]]));
    }
    const run = spawnSync(PYTHON, ['-c', DRIVER], {
      input: lines.join('\n'),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const replies = run.stdout.trim().split('\n');
    for (const [i, { name }] of cases.entries()) {
      const reply = replies[i];
      if (reply) answers.set(name, JSON.parse(reply.replaceAll(/-?NaN|-?Infinity/g, 'null')) as Answer);
    }
    if (run.status !== 0) throw new Error(run.stderr);
  }, 5 * MINUTES);

  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  it('is tried with every class of layer', (context) => {
    if (missing !== undefined) context.skip(missing);
    const tried = new Set(
      [...networks.values()].flatMap(({ architecture }) => architecture.layers.map((each) => each.className)),
    );
    for (const { className } of Object.values(LAYERS)) expect(tried).toContain(className);
  });

  it.for(cases)('comes to what TF.js comes to: $name', ({ name }, context) => {
    if (missing !== undefined) context.skip(missing);
    const network = networks.get(name);
    const answer = answers.get(name);
    if (!network || !answer) throw new Error('not run');
    expect(answer.params).toBe(network.architecture.params);
    // Where the softmax could not be left off, TF.js's word is its logarithm.
    const isLogits = writePytorch(network.architecture, name).includes('returns logits');
    const wanted = isLogits ? network.logits : network.logits.map(softmax);
    const differences = wanted.flatMap((row, i) =>
      row.map((value, j) => Math.abs(value - (answer.output[i]?.[j] ?? NaN))),
    );
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });
});
