import wasmLocation from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import * as Comlink from 'comlink';
import type { SandboxApi } from './api.ts';
import { holdLife } from './life.ts';
import { QuickJsCompiler } from './sandbox/compiler.ts';

const compiler = new QuickJsCompiler(new URL(wasmLocation, import.meta.url).href);

Comlink.expose({
  ready: () => compiler.ready(),
  compile: (source, task) => compiler.compile(source, task),
} satisfies SandboxApi);
holdLife();
