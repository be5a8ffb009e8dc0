import { describe, expect, it } from 'vitest';
import { compilerContract } from '../../search/testing/compilerContract.ts';
import { QuickJsCompiler } from './compiler.ts';

describe('the QuickJS compiler', () => {
  const compiler = new QuickJsCompiler();
  compilerContract(
    { it, equal: (actual, expected) => expect(actual).toEqual(expected) },
    async () => compiler,
  );
});
