import { HUB } from './hub.ts';

/** Where a hub sends those who ask for large files; its own servers for them come and go under these names. */
const SENT_ON: Readonly<Record<string, readonly string[]>> = {
  'https://huggingface.co': ['https://*.huggingface.co', 'https://*.hf.co'],
};

/** Every host that the files of a model on the hub's list may come from, as a Content-Security-Policy writes it. */
export function modelHosts(): readonly string[] {
  const origins = new Set(HUB.flatMap(({ model, model_lib }) => [model, model_lib].map(originOf)));
  return [...origins].flatMap((origin) => [origin, ...(SENT_ON[origin] ?? [])]);
}

const originOf = (address: string): string => new URL(address).origin;
