/** The parts of a Markdown file that are written by the benchmark and not by hand. */

/**
 * Puts `body` between `<!-- bench:name -->` and `<!-- /bench:name -->`.
 *
 * @throws with a sentence when the markers are not there
 */
export function withSection(text: string, name: string, body: string): string {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close, from);
  if (from < 0 || to < 0)
    throw new Error(`The page has no place for "${name}": add ${open} and ${close} to it.`);
  return `${text.slice(0, from + open.length)}\n\n${body}\n\n${text.slice(to)}`;
}
