/** How deeply a line of JSON nests, in brackets within brackets; what is none is counted all the same. */
export function nestingOf(line: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (isText) {
      if (letter === '\\') at++;
      else if (letter === '"') isText = false;
    } else if (letter === '"') isText = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth--;
  }
  return deepest;
}
