import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { notice, shipped } from '../../scripts/notice/notice.mjs';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('names all that is shipped, as it is installed (if not: node scripts/notice/write.mjs)', () => {
  expect(read('NOTICE')).toBe(notice());
});

it('forgets no package that the page asks for', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const named = new Map(shipped().map(({ name, version }) => [name, version]));
  for (const [name, version] of Object.entries(dependencies))
    expect([name, named.get(name)]).toEqual([name, version]);
});

it('says of every package whose it is', () => {
  for (const { name, version } of shipped()) {
    const line = read('NOTICE')
      .split('\n')
      .find((each) => each.startsWith(`${name} ${version}. `));
    expect(line).toMatch(/\. (Copyright .{5,}|.*public domain)/i);
  }
});
