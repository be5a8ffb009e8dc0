import type { ConversationTemplate } from './config.ts';

export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/**
 * A prompt as the texts that WebLLM 0.2.86 makes of it, each of which it encodes by itself: the system's words, where
 * there are any, the user's, and the head of the reply. An empty `system` gives way to the template's own.
 */
export function renderPrompt(template: ConversationTemplate, { system, user }: Prompt): readonly string[] {
  const { system_message, system_template, roles, role_content_sep, role_empty_sep, seps } = template;
  const words = system || system_message;
  const isSilent = words === '' && !template.render_empty_system_message;
  const opening = isSilent ? '' : system_template.replace('{system_message}', () => words);
  const message = (template.role_templates?.user ?? '{user_message}').replace('{user_message}', () => user);
  const role = template.add_role_after_system_message || opening === '' ? roles.user + role_content_sep : '';
  return [
    ...(opening === '' ? [] : [opening]),
    role + message + (seps[0] as string),
    roles.assistant + role_empty_sep,
  ];
}
