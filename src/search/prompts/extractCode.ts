/**
 * A fenced block: three backticks or tildes, at the end of a line of talk or on their own, a word for the language or
 * none, the code, and the closing fence.
 */
const FENCED = /^[^\n`~]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/m;

/**
 * The program in a model's reply: the first fenced block, closed or cut off; else the whole reply when it begins like
 * a module; else nothing. The code itself is never touched.
 */
export function extractCode(reply: string): string {
  const fenced = FENCED.exec(reply)?.[2];
  if (fenced !== undefined) return fenced.trim();
  const bare = reply.trim();
  return /^(?:\/\/|\/\*|export\b|function\b|const\b|module\.exports\b)/.test(bare) ? bare : '';
}
