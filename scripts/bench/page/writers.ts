/** The product's own engines, made as its workers make them. */
import { ToldError } from '../../../src/search/told/toldError.ts';
import type { LlmApi } from '../../../src/workers/api.ts';
import { Coder } from '../../../src/workers/coder/coder.ts';
import { kernelArithmetic } from '../../../src/workers/coder/kernels.ts';
import { openModel } from '../../../src/workers/coder/open.ts';
import { builtIn } from '../../../src/workers/llm/builtIn/builtIn.ts';
import { LlmEngine } from '../../../src/workers/llm/engine.ts';
import { inspectMachine } from '../../../src/workers/search/machine.ts';
import type { WriterName } from '../names.ts';
import { countDispatches } from './dispatches.ts';
import type { Writer, Written } from './writer.ts';

const ENGINES: Readonly<Record<WriterName, () => Pick<LlmApi, 'load' | 'complete'>>> = {
  webllm: () => new LlmEngine(() => import('@mlc-ai/web-llm')),
  coder: () =>
    new Coder({
      open: openModel,
      arithmetic: kernelArithmetic,
      tuning: () => import('../../../src/workers/coder/tuning.ts'),
      publishing: () => import('../../../src/workers/coder/publish.ts'),
    }),
};

/** The two replies, in tokens, whose dispatches are compared; every program is longer. */
const GREEDY = { temperature: 0, topP: 1, seed: 1 };
const FEW = 4;
const MANY = 20;

export function writer(name: WriterName): Writer {
  const engine = ENGINES[name]();

  const write: Writer['write'] = async (prompt, options): Promise<Written> => {
    const start = performance.now();
    let firstMs: number | undefined;
    const reply = await engine.complete({ system: '', user: prompt }, options, () => {
      firstMs ??= performance.now() - start;
    });
    if (!reply.ok) throw new ToldError(reply.error.message);
    const { text, finish, tokens } = reply.value;
    const ms = performance.now() - start;
    return { text, finish, tokens, firstMs: firstMs ?? ms, ms };
  };

  return {
    async load() {
      const { webgpu } = await inspectMachine();
      const loaded = await engine.load(builtIn(new URL('/', self.location.href).href), () => {});
      if (!loaded.ok) throw new ToldError(loaded.error.message);
      return webgpu;
    },
    write,
    async dispatchesPerToken(prompt, grammar) {
      if (name === 'coder') return null;
      const countFor = async (maxTokens: number) => {
        const counter = countDispatches();
        try {
          const { tokens } = await write(prompt, { ...GREEDY, maxTokens, ...(grammar && { grammar }) });
          return { tokens, dispatches: counter.count };
        } finally {
          counter.stop();
        }
      };
      const [few, many] = [await countFor(FEW), await countFor(MANY)];
      return (many.dispatches - few.dispatches) / (many.tokens - few.tokens);
    },
  };
}
