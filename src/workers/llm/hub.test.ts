import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { expect, it } from 'vitest';
import { HUB } from './hub.ts';

it('keeps the list of models that the installed WebLLM brings', () => {
  const theirs = prebuiltAppConfig.model_list.map(
    ({ model_id, model, model_lib, vram_required_MB, overrides }) => {
      const context_window_size = overrides?.context_window_size;
      // What is undefined is not in a file.
      const record = { model_id, model, model_lib, vram_required_MB, overrides: { context_window_size } };
      return JSON.stringify(context_window_size === undefined ? { ...record, overrides: undefined } : record);
    },
  );
  expect(HUB.map((record) => JSON.stringify(record))).toEqual(theirs);
});
