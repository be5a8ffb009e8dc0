import { Rng } from '../../search/random/rng.ts';
import { type Parameter, sizeOf, take, type Weights } from '../coder/weights.ts';
import { allParameters, gptConfig, type LayerSizes } from './sizes.ts';

/** Deviation of GPT-2's weights (Radford et al. 2019). */
const DEVIATION = 0.02;

/** Fresh weights of both networks; equal seeds give equal ones. */
export function drawWeights(sizes: LayerSizes, seed: number): Weights {
  const rng = new Rng(seed);
  return new Map(
    allParameters(sizes).map((parameter) => [
      parameter.name,
      draw(parameter, gptConfig(sizes).layers, rng.fork(parameter.name)),
    ]),
  );
}

function draw({ name, shape }: Parameter, layers: number, rng: Rng): Float32Array<ArrayBuffer> {
  const values = new Float32Array(sizeOf(shape));
  if (shape.length === 1) return values.fill(name.startsWith('classifier.') ? 0 : 1);
  const deviation = deviationOf(name, shape, layers);
  // Uniform, of this deviation.
  return values.map(() => (2 * rng.float() - 1) * Math.sqrt(3) * deviation);
}

/** The GPT as GPT-2, where what adds to the residual stream begins smaller; the classifier as He et al. 2015. */
function deviationOf(name: string, [inputs = 1]: readonly number[], layers: number): number {
  if (name === 'classifier.embed') return 1;
  if (name.startsWith('classifier.')) return Math.sqrt(2 / inputs);
  return /\.(out|down)\.weight$/.test(name) ? DEVIATION / Math.sqrt(2 * layers) : DEVIATION;
}

/** Little-endian 32-bit floats, one parameter after another. */
export function packWeights(sizes: LayerSizes, weights: Weights): Uint8Array<ArrayBuffer> {
  const parameters = allParameters(sizes);
  const bytes = new DataView(new ArrayBuffer(bytesOf(parameters)));
  let at = 0;
  for (const { name } of parameters) {
    for (const value of take(weights, name)) {
      bytes.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(bytes.buffer);
}

/** @throws SyntaxError when the length is that of other sizes */
export function unpackWeights(sizes: LayerSizes, bytes: Uint8Array<ArrayBuffer>): Weights {
  const parameters = allParameters(sizes);
  if (bytes.byteLength !== bytesOf(parameters))
    throw new SyntaxError(`${bytes.byteLength} bytes are not the weights of these networks.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return new Map(
    parameters.map(({ name, shape }) => {
      const start = at;
      at += 4 * sizeOf(shape);
      return [
        name,
        Float32Array.from({ length: sizeOf(shape) }, (_, i) => view.getFloat32(start + 4 * i, true)),
      ];
    }),
  );
}

const bytesOf = (parameters: readonly Parameter[]): number =>
  4 * parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
