import { type Page, expect, test } from '@playwright/test';
import type * as Finite from '../harness/nativeFinite.ts';
import type * as Harness from '../harness/nativeKernels.ts';
import type * as Types from '../harness/nativeTypes.ts';
import { sharedPage } from '../harness/sharedPage.ts';
import { blankPage } from '../harness/trainer-page.ts';

const LAYERS = ['dense layers', 'convolutional layers', 'depthwise layers'];
const CONVOLUTIONS = [
  'convolutional layers',
  'convolutional layers over sequences',
  'convolutional layers taken by tiles',
];

/** The random cases by which each kernel that is registered on wasm is compared with the cpu backend. */
const NATIVE: Readonly<Record<string, readonly string[]>> = {
  ActivationGradient: ['gradients of activations and means'],
  AdamWStep: ['steps of optimisers'],
  AvgPoolGrad: ['gradients of average pooling', 'gradients of padded average pooling'],
  BatchMatMul: ['products of matrices'],
  BatchNormTraining: ['batch normalisations'],
  BatchNormTrainingGradient: ['batch normalisations'],
  BiasGradient: LAYERS,
  Conv2D: ['convolutions'],
  Conv2DBackpropFilter: ['filter gradients of convolutions'],
  Conv2DBackpropInput: ['input gradients of convolutions'],
  ConvLayer: CONVOLUTIONS,
  ConvLayerFilterGradient: CONVOLUTIONS,
  ConvLayerInputGradient: CONVOLUTIONS,
  DenseLayer: ['dense layers'],
  DenseLayerFilterGradient: ['dense layers'],
  DenseLayerInputGradient: ['dense layers'],
  DepthwiseConv2dNative: ['depthwise convolutions'],
  DepthwiseConv2dNativeBackpropFilter: ['filter gradients of depthwise convolutions'],
  DepthwiseConv2dNativeBackpropInput: ['input gradients of depthwise convolutions'],
  DepthwiseConvLayer: ['depthwise layers'],
  DepthwiseConvLayerFilterGradient: ['depthwise layers'],
  DepthwiseConvLayerInputGradient: ['depthwise layers'],
  EluGrad: ['gradients of activations and means'],
  FusedConv2D: ['convolutions'],
  FusedDepthwiseConv2D: ['depthwise convolutions'],
  GatherV2: ['rows gathered'],
  GruLayer: ['recurrent layers'],
  GruLayerGradient: ['recurrent layers'],
  Identity: ['clones'],
  LstmLayer: ['recurrent layers'],
  LstmLayerGradient: ['recurrent layers'],
  MaxPoolGrad: ['gradients of max pooling'],
  Mean: ['sums and means'],
  SgdStep: ['steps of optimisers'],
  SoftmaxCrossEntropy: ['losses of softmax and cross-entropy'],
  Spread: ['gradients of activations and means'],
  Sum: ['sums and means'],
  _FusedMatMul: ['products with bias and activation'],
};

/** The same for the kernels in JavaScript, which serve where those in C cannot run. */
const PORTABLE: Readonly<Record<string, readonly string[]>> = {
  Conv2DBackpropFilter: ['filter gradients of convolutions'],
  DepthwiseConv2dNativeBackpropFilter: ['filter gradients of depthwise convolutions'],
  DepthwiseConv2dNativeBackpropInput: ['input gradients of depthwise convolutions'],
  MaxPoolGrad: ['gradients of max pooling'],
};

/** Held to a composed optimiser of their own in trainer-optimizers.spec.ts. */
const ELSEWHERE = ['AdamWStep', 'SgdStep'];

/** @returns the names of the kernels that are registered now */
const register = (page: Page, native: boolean) =>
  page.evaluate(async (native) => {
    const harness = (await import('/tests/browser/harness/nativeKernels.ts' as string)) as typeof Harness;
    if (!(await harness.start(native))) throw new Error('the kernels did not register');
    return harness.registeredKernels();
  }, native);

const compare = (page: Page, kind: string, count: number) =>
  page.evaluate(
    async ([kind, count]) =>
      ((await import('/tests/browser/harness/nativeKernels.ts' as string)) as typeof Harness).compare(
        kind,
        count,
      ),
    [kind, count] as const,
  );

const used = (page: Page, kind: string) =>
  page.evaluate(
    async (kind) =>
      ((await import('/tests/browser/harness/nativeKernels.ts' as string)) as typeof Harness).kernelsUsed(
        kind,
        20,
      ),
    kind,
  );

const kindsOf = (table: typeof NATIVE) => [...new Set(Object.values(table).flat())];

for (const [side, table] of [
  ['in C', NATIVE],
  ['in JavaScript', PORTABLE],
] as const) {
  const isNative = table === NATIVE;

  test.describe(`the kernels ${side}`, () => {
    let registered: readonly string[];
    const page = sharedPage(async (page) => {
      registered = await register(page, isNative);
    });

    test('have random cases that call them, each that is registered on wasm', async () => {
      const elsewhere = isNative ? [] : ELSEWHERE;
      expect([...Object.keys(table), ...elsewhere].toSorted()).toEqual(registered);
      for (const kind of kindsOf(table)) {
        const expected = Object.keys(table).filter((kernel) => table[kernel]?.includes(kind));
        expect(await used(page(), kind), kind).toEqual(expect.arrayContaining(expected));
      }
    });

    for (const kind of kindsOf(table)) {
      test(`give for ${kind} what is composed on the cpu backend, for random shapes`, async () => {
        const worst = await compare(page(), kind, 150);
        expect(worst.gap, worst.what).toBeLessThan(1e-5);
      });
    }
  });
}

const FINITE = [
  'dense layers',
  'activations with kinks',
  'convolutional layers',
  'depthwise layers',
  'convolutional layers taken by tiles',
  'convolutional layers over sequences',
  'separable layers',
  'batch normalisations',
  'GRU',
  'LSTM',
  'losses of softmax and cross-entropy',
  'max pooling',
  'average pooling',
];

test.describe('the gradients', () => {
  const page = sharedPage((page) => register(page, true));

  for (const kind of FINITE) {
    test(`of ${kind} are what small steps make of the forward pass`, async () => {
      const worst = await page().evaluate(async (kind) => {
        const harness = (await import('/tests/browser/harness/nativeFinite.ts' as string)) as typeof Finite;
        return harness.compareWithDifferences(kind, 60);
      }, kind);
      expect(worst.gap, worst.what).toBeLessThan(2e-3);
    });
  }
});

test('whole numbers and truth values are left to the kernels that took them before', async ({ browser }) => {
  const sides = [];
  for (const native of [false, true]) {
    const page = await browser.newPage();
    await blankPage(page);
    await register(page, native);
    sides.push(
      await page.evaluate(async () => {
        const harness = (await import('/tests/browser/harness/nativeTypes.ts' as string)) as typeof Types;
        return [
          ...harness.typedKernels.map((name) => [name, 'int32', harness.callWith(name, 'int32')] as const),
          ...harness.truthKernels.map((name) => [name, 'bool', harness.callWith(name, 'bool')] as const),
        ];
      }),
    );
    await page.close();
  }
  const [before, after] = sides;
  expect(after).toEqual(before);
  expect(before?.filter(([, , result]) => result !== 'refused').length).toBeGreaterThan(10);
});
