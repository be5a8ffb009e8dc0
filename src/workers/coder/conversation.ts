import type { Prompt } from '../../search/ports.ts';
import type { ConversationTemplate } from './config.ts';

/**
 * A prompt as the texts that WebLLM 0.2.86 makes of it, each of which it encodes by itself: the system's words, where
 * there are any, the turns of the conversation so far, the user's words, and the head of the reply. An empty `system`
 * gives way to the template's own.
 */
export function renderPrompt(
  template: ConversationTemplate,
  { system, earlier = [], user }: Prompt,
): readonly string[] {
  const { system_message, system_template, roles, role_empty_sep } = template;
  const words = system || system_message;
  const isSilent = words === '' && !template.render_empty_system_message;
  const opening = isSilent ? '' : system_template.replace('{system_message}', () => words);
  const messages: readonly Message[] = [
    ...earlier.flatMap((turn): Message[] => [
      { role: 'user', text: turn.user },
      { role: 'assistant', text: turn.reply },
    ]),
    { role: 'user', text: user },
  ];
  return [
    ...(opening === '' ? [] : [opening]),
    ...messages.map((message, at) => renderMessage(template, message, at, opening !== '')),
    roles.assistant + role_empty_sep,
  ];
}

interface Message {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

const PLACES = { user: '{user_message}', assistant: '{assistant_message}' } as const;

/** @param at 0 for the first, whose role some templates leave to the system's words */
function renderMessage(
  { roles, role_templates, role_content_sep, seps, add_role_after_system_message }: ConversationTemplate,
  { role, text }: Message,
  at: number,
  hasOpening: boolean,
): string {
  const place = PLACES[role];
  const message = (role_templates?.[role] ?? place).replace(place, () => text);
  const isBare = at === 0 && hasOpening && !add_role_after_system_message;
  return (isBare ? '' : roles[role] + role_content_sep) + message + (seps[at % seps.length] as string);
}
