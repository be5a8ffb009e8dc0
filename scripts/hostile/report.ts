/** Tries every hostile program and file and writes what became of them, by family, into docs/reliability.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { QuickJsCompiler } from '../../src/workers/sandbox/compiler.ts';
import { CORPUS } from '../../tests/hostile/corpus.ts';
import { FILES } from '../../tests/hostile/fileCorpus.ts';
import { TASK } from '../../tests/hostile/program.ts';

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const BEGIN = '<!-- written by npm run hostile -->';
const END = '<!-- end of what npm run hostile writes -->';

export async function report(): Promise<void> {
  const compiler = new QuickJsCompiler();
  const programs = await tried(CORPUS, async ({ source, ends }) => {
    const result = await compiler.compile(source, TASK);
    const end = result.ok ? 'network' : result.error.kind;
    return { end, isLike: ends.includes(end) };
  });
  const files = await tried(FILES, async ({ ends, open }) => {
    const { end } = await open();
    return { end, isLike: end === ends };
  });
  const table = `${BEGIN}

${programs.count} programs, of which ${programs.unlike} ended otherwise than they must. Where time and memory race, the machine decides which is named.

| family | programs | ended as |
| --- | ---: | --- |
${programs.rows.join('\n')}

${files.count} files and addresses, of which ${files.unlike} ended otherwise than they must: as a fault, or taken as a run, settings, data, weights or a model for a reason that stands with each.

| family | files | ended as |
| --- | ---: | --- |
${files.rows.join('\n')}

${END}`;

  const before = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '# Reliability\n';
  const place = new RegExp(`${BEGIN}[^]*${END}`);
  writeFileSync(
    DOCUMENT,
    place.test(before) ? before.replace(place, () => table) : `${before}\n## Hostile input\n\n${table}\n`,
  );
}

/** Tries all of a corpus, family by family. */
async function tried<Entry>(
  corpus: ReadonlyMap<string, readonly Entry[]>,
  run: (entry: Entry) => Promise<{ readonly end: string; readonly isLike: boolean }>,
): Promise<{ readonly count: number; readonly unlike: number; readonly rows: readonly string[] }> {
  const rows: string[] = [];
  let count = 0;
  let unlike = 0;
  for (const [family, entries] of corpus) {
    const outcomes = new Map<string, number>();
    for (const entry of entries) {
      const { end, isLike } = await run(entry);
      outcomes.set(end, (outcomes.get(end) ?? 0) + 1);
      if (!isLike) unlike++;
    }
    count += entries.length;
    const counts = [...outcomes].sort(([, a], [, b]) => b - a).map(([end, times]) => `${end} ${times}`);
    rows.push(`| ${family} | ${entries.length} | ${counts.join(', ')} |`);
  }
  return { count, unlike, rows };
}
