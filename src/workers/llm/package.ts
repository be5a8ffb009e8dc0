/** WebLLM's own types by our names. The package itself (7 MB) is only ever imported on demand. */
export type WebLlm = typeof import('@mlc-ai/web-llm');
export type { AppConfig, InitProgressReport, LogitProcessor, MLCEngine } from '@mlc-ai/web-llm';
