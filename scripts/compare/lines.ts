/** Files with a line of JSON for each thing done, to which a command that was cut off goes on adding. */
import { existsSync, readFileSync } from 'node:fs';

/** @returns none when there is no such file yet */
export const readLines = <T>(file: string): readonly T[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as T)
    : [];
