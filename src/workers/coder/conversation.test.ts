import { expect, it } from 'vitest';
import type { ConversationTemplate } from './config.ts';
import { renderPrompt } from './conversation.ts';

const template: ConversationTemplate = {
  system_template: '{system_message}',
  system_message: '',
  render_empty_system_message: true,
  roles: { user: '<|user|>', assistant: '<|code|>' },
  role_templates: { user: 'Q {user_message}', assistant: 'A {assistant_message}' },
  role_content_sep: '\n',
  role_empty_sep: '\n',
  seps: ['\n'],
  add_role_after_system_message: true,
  stop_token_ids: [0],
};
const prompt = { system: 'Write networks.', user: 'Widen $& it.' };

// Each worked by hand from `getPromptArrayInternal` in WebLLM 0.2.86.
it('renders the parts of a prompt in the order in which WebLLM encodes them', () => {
  expect(renderPrompt(template, prompt)).toEqual([
    'Write networks.',
    '<|user|>\nQ Widen $& it.\n',
    '<|code|>\n',
  ]);
});

it('has no part for a system that says nothing', () => {
  expect(renderPrompt(template, { ...prompt, system: '' })).toEqual([
    '<|user|>\nQ Widen $& it.\n',
    '<|code|>\n',
  ]);
});

it("falls back on the template's own system message", () => {
  const own = { ...template, system_message: 'Be brief.', system_template: '<{system_message}>' };
  expect(renderPrompt(own, { ...prompt, system: '' })[0]).toBe('<Be brief.>');
  expect(renderPrompt({ ...own, system_message: '' }, { ...prompt, system: '' })[0]).toBe('<>');
  const silent = { ...own, system_message: '', render_empty_system_message: false };
  expect(renderPrompt(silent, { ...prompt, system: '' })[0]).toBe('<|user|>\nQ Widen $& it.\n');
});

it('leaves out the role after the system message where the template says so', () => {
  const bare = { ...template, add_role_after_system_message: false };
  expect(renderPrompt(bare, prompt)[1]).toBe('Q Widen $& it.\n');
});

it('renders the turns of a conversation before the last words, with separators in turn', () => {
  const earlier = [
    { user: 'Begin.', reply: 'net $1' },
    { user: 'Again.', reply: 'net 2' },
  ];
  const alternating = { ...template, seps: ['|', '#'] };
  expect(renderPrompt(alternating, { ...prompt, earlier })).toEqual([
    'Write networks.',
    '<|user|>\nQ Begin.|',
    '<|code|>\nA net $1#',
    '<|user|>\nQ Again.|',
    '<|code|>\nA net 2#',
    '<|user|>\nQ Widen $& it.|',
    '<|code|>\n',
  ]);
});

it('leaves out the role after the system message of the first turn alone', () => {
  const bare = { ...template, add_role_after_system_message: false };
  const [, first, , last] = renderPrompt(bare, { ...prompt, earlier: [{ user: 'Begin.', reply: 'net' }] });
  expect([first, last]).toEqual(['Q Begin.\n', '<|user|>\nQ Widen $& it.\n']);
});
