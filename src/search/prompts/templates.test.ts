import { describe, expect, it } from 'vitest';
import { OURS, REQUEST_TEMPLATES, SYSTEM_TEMPLATE, templateFault, worded } from './templates.ts';

const { llmatic, evoprompting } = REQUEST_TEMPLATES;

describe('a template', () => {
  it('of ours has no fault', () => {
    expect(templateFault(SYSTEM_TEMPLATE, SYSTEM_TEMPLATE.text)).toBeUndefined();
    for (const template of Object.values(REQUEST_TEMPLATES))
      expect(templateFault(template, template.text)).toBeUndefined();
  });

  it('is at fault where a gap is unknown or a needed one is missing', () => {
    expect(templateFault(llmatic, '{parents} {wish} {colour}')).toEqual({ kind: 'unknown', gap: 'colour' });
    expect(templateFault(llmatic, '{parents} {target} {wish}')).toEqual({ kind: 'unknown', gap: 'target' });
    expect(templateFault(evoprompting, '{parents}')).toEqual({ kind: 'missing', gap: 'target' });
    // Braces of a program are no gaps.
    expect(templateFault(llmatic, '{ a: 1 } {} {parents} {wish}')).toBeUndefined();
  });
});

describe('a worded prompt', () => {
  it('is filled in place, and what is empty leaves no paragraph behind', () => {
    const wording = {
      systemPrompt: 'Be brief.\n{limits}',
      requestPrompt: '{notes}\n\n{wish}\n\n{fault}\n\nHere: {parents}',
    };
    const { system, user } = worded('llmatic', wording, { parents: 'P {wish}\n\n\n\nQ', wish: 'Grow.' });
    expect(system).toMatch(/^Be brief\.\nRules: export default function build/);
    // What is filled in is left as it is, with its own blank lines and braces.
    expect(user).toBe('Grow.\n\nHere: P {wish}\n\n\n\nQ');
  });

  it('is ours where nothing else is said', () => {
    const { system, user } = worded('llm', OURS, { task: 'T.', parents: 'P', notes: 'N' });
    expect(system).toMatch(/^You design small neural networks\./);
    expect(user).toBe(
      'T.\n\nP\n\nN\n\nChange one or two things in the last program so that its validation accuracy rises. Write the whole new program.',
    );
  });
});
