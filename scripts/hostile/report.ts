/** Tries every hostile program and writes what became of them, by family, into docs/reliability.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { QuickJsCompiler } from '../../src/workers/sandbox/compiler.ts';
import { CORPUS } from '../../tests/hostile/corpus.ts';
import { TASK } from '../../tests/hostile/program.ts';

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const BEGIN = '<!-- written by npm run hostile -->';
const END = '<!-- end of what npm run hostile writes -->';

export async function report(): Promise<void> {
  const compiler = new QuickJsCompiler();
  const rows: string[] = [];
  let tried = 0;
  let unlike = 0;
  for (const [family, programs] of CORPUS) {
    const outcomes = new Map<string, number>();
    for (const { source, ends } of programs) {
      const result = await compiler.compile(source, TASK);
      const end = result.ok ? 'network' : result.error.kind;
      outcomes.set(end, (outcomes.get(end) ?? 0) + 1);
      if (!ends.includes(end)) unlike++;
    }
    tried += programs.length;
    const counts = [...outcomes].sort(([, a], [, b]) => b - a).map(([end, count]) => `${end} ${count}`);
    rows.push(`| ${family} | ${programs.length} | ${counts.join(', ')} |`);
  }
  const table = `${BEGIN}

${tried} programs, of which ${unlike} ended otherwise than they must. Where time and memory race, the machine decides which is named.

| family | programs | ended as |
| --- | ---: | --- |
${rows.join('\n')}

${END}`;

  const before = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '# Reliability\n';
  const place = new RegExp(`${BEGIN}[^]*${END}`);
  writeFileSync(
    DOCUMENT,
    place.test(before) ? before.replace(place, () => table) : `${before}\n## Hostile input\n\n${table}\n`,
  );
}
