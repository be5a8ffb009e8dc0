import { expect, it } from 'vitest';
import { extractCode } from './extractCode.ts';

const code = 'export default function build(tf) {\n  return tf.sequential();\n}';

it.each([
  ['a fenced block', `Sure!\n\`\`\`js\n${code}\n\`\`\`\nDone.`],
  ['a block without a language', `\`\`\`\n${code}\n\`\`\``],
  ['a block of another language name', `\`\`\`javascript\n${code}\n\`\`\``],
  ['a block that was cut off', `Here:\n\`\`\`js\n${code}`],
  ['an indented block', `  \`\`\`js\n${code}\n  \`\`\``],
  ['a block that begins at the end of a sentence', `Here it is: \`\`\`js\n${code}\n\`\`\``],
  ['a block of tildes', `~~~\n${code}\n~~~`],
  ['the first of two blocks', `\`\`\`js\n${code}\n\`\`\`\nor\n\`\`\`js\nother\n\`\`\``],
  ['a bare module', `\n${code}\n`],
])('finds the code in %s', (_name, reply) => {
  expect(extractCode(reply)).toBe(code);
});

it.each([
  ['talk', 'I would make the network wider.'],
  ['nothing', ''],
  ['an empty block', '```js\n```'],
])('finds none in %s', (_name, reply) => {
  expect(extractCode(reply)).toBe('');
});

it('leaves backticks inside the code alone', () => {
  const withTemplate = 'const name = `conv${1}`;\nexport default () => name;';
  expect(extractCode(`\`\`\`js\n${withTemplate}\n\`\`\``)).toBe(withTemplate);
});
